"""Which view answers at which address?"""

from django.urls import path

from improvement.views.bank import bank
from improvement.views.bank_sample import bank_sample
from improvement.views.bank_ship import bank_ship
from improvement.views.receipts import receipts
from improvement.views.receipts_remind import receipts_remind
from improvement.views.recommendation import recommendation
from improvement.views.recommendation_accept import recommendation_accept
from improvement.views.recommendation_change import recommendation_change
from improvement.views.recommendation_drop import recommendation_drop
from improvement.views.recommendation_new import recommendation_new
from improvement.views.recommendation_undo import recommendation_undo
from improvement.views.recommendations import recommendations
from improvement.views.recommendations_accept import recommendations_accept
from improvement.views.recommendations_draw import recommendations_draw
from improvement.views.recommendations_send import recommendations_send
from improvement.views.rule import rule
from improvement.views.rule_new import rule_new
from improvement.views.rule_restore import rule_restore
from improvement.views.rule_retire import rule_retire
from improvement.views.school_confirm import school_confirm
from improvement.views.school_recommendations import school_recommendations

app_name = "improvement"
urlpatterns = [
    path("municipalities/<int:municipality_id>/advice/", bank, name="bank"),
    path("municipalities/<int:municipality_id>/advice/ship/", bank_ship, name="bank_ship"),
    path("municipalities/<int:municipality_id>/advice/sample/", bank_sample, name="bank_sample"),
    path("municipalities/<int:municipality_id>/advice/new/", rule_new, name="rule_new"),
    path("advice/<int:rule_id>/", rule, name="rule"),
    path("advice/<int:rule_id>/retire/", rule_retire, name="rule_retire"),
    path("advice/<int:rule_id>/restore/", rule_restore, name="rule_restore"),
    path("cycles/<int:cycle_id>/recommendations/", recommendations, name="recommendations"),
    path("cycles/<int:cycle_id>/recommendations/draw/", recommendations_draw, name="recommendations_draw"),
    path("cycles/<int:cycle_id>/recommendations/accept/", recommendations_accept, name="recommendations_accept"),
    path("cycles/<int:cycle_id>/recommendations/new/", recommendation_new, name="recommendation_new"),
    path("cycles/<int:cycle_id>/recommendations/send/", recommendations_send, name="recommendations_send"),
    path("cycles/<int:cycle_id>/recommendations/receipts/", receipts, name="receipts"),
    path("cycles/<int:cycle_id>/recommendations/receipts/remind/", receipts_remind, name="receipts_remind"),
    path("recommendations/<int:recommendation_id>/", recommendation, name="recommendation"),
    path("recommendations/<int:recommendation_id>/accept/", recommendation_accept, name="recommendation_accept"),
    path("recommendations/<int:recommendation_id>/change/", recommendation_change, name="recommendation_change"),
    path("recommendations/<int:recommendation_id>/drop/", recommendation_drop, name="recommendation_drop"),
    path("recommendations/<int:recommendation_id>/undo/", recommendation_undo, name="recommendation_undo"),
    path("maps/<int:map_id>/recommendations/", school_recommendations, name="school_recommendations"),
    path("maps/<int:map_id>/recommendations/confirm/", school_confirm, name="school_confirm"),
]
