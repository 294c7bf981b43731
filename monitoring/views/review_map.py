"""Where does the check of one map stand, claim by claim, and what can be done with the whole of it?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.models import ExpertMap
from monitoring.permissions import check_can_review_map
from monitoring.queries.desk import map_on_desk
from monitoring.queries.receipts import has_signature
from monitoring.views.loading import expert_map_for
from monitoring.views.review_screen.check import check_of
from monitoring.views.review_screen.way import BySchool, queue_place


@require_safe
@expert_map_for(check_can_review_map, map_on_desk)
def review_map(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    check = check_of(expert_map, request.received_at)
    context = {
        "check": check,
        "expert_map": expert_map,
        "has_signature": has_signature(expert_map),
        "way": BySchool(check, "", queue_place(request.GET)),
    }
    return render(request, "monitoring/review_map.html", context)
