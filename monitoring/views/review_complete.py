"""All indicators judged: the check is closed and the map goes to the methodologist."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.verification import complete_verification
from monitoring.errors import MonitoringError
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_review_map
from monitoring.queries.desk import map_on_desk
from monitoring.views.loading import expert_map_for
from monitoring.views.review_screen.check import check_of


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_review_map, map_on_desk)
def review_complete(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    if request.method == "GET":
        check = check_of(expert_map, request.received_at)
        return render(request, "monitoring/review_complete.html", {"check": check, "expert_map": expert_map})
    try:
        complete_verification(expert_map=expert_map, by=request.user, at=request.received_at)
    except MonitoringError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Проверка завершена. Карта передана на оценку.")
    return redirect("monitoring:review_map", map_id=expert_map.pk)
