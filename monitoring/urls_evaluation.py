"""Where do the commission and the coordinator work on results: who is present, one result opened and approved anew?"""

from django.urls import path

from monitoring.views.commission import commission
from monitoring.views.commission_carry_over import commission_carry_over
from monitoring.views.commission_member import commission_member
from monitoring.views.commission_member_new import commission_member_new
from monitoring.views.commission_member_remove import commission_member_remove
from monitoring.views.evaluation_approve import evaluation_approve
from monitoring.views.evaluation_reopen import evaluation_reopen
from monitoring.views.review_applicability import review_applicability

# Before the department's own: there a code, which may be any word, follows the map.
urlpatterns = [
    path("cycles/<int:cycle_id>/commission/", commission, name="commission"),
    path("cycles/<int:cycle_id>/commission/new/", commission_member_new, name="commission_member_new"),
    path("cycles/<int:cycle_id>/commission/last-year/", commission_carry_over, name="commission_carry_over"),
    path("cycles/<int:cycle_id>/commission/<int:member_id>/", commission_member, name="commission_member"),
    path(
        "cycles/<int:cycle_id>/commission/<int:member_id>/remove/",
        commission_member_remove,
        name="commission_member_remove",
    ),
    path("evaluation/<int:map_id>/reopen/", evaluation_reopen, name="evaluation_reopen"),
    path("evaluation/<int:map_id>/approve/", evaluation_approve, name="evaluation_approve"),
    path("review/<int:map_id>/applicability/", review_applicability, name="review_applicability"),
]
