"""Which view answers at which address?"""

from django.urls import path

from improvement.views.bank import bank
from improvement.views.bank_ship import bank_ship
from improvement.views.rule import rule
from improvement.views.rule_new import rule_new
from improvement.views.rule_restore import rule_restore
from improvement.views.rule_retire import rule_retire

app_name = "improvement"
urlpatterns = [
    path("municipalities/<int:municipality_id>/advice/", bank, name="bank"),
    path("municipalities/<int:municipality_id>/advice/ship/", bank_ship, name="bank_ship"),
    path("municipalities/<int:municipality_id>/advice/new/", rule_new, name="rule_new"),
    path("advice/<int:rule_id>/", rule, name="rule"),
    path("advice/<int:rule_id>/retire/", rule_retire, name="rule_retire"),
    path("advice/<int:rule_id>/restore/", rule_restore, name="rule_restore"),
]
