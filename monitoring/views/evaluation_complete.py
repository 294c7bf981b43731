"""The final points of a map are ready for the coordinator's approval."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.evaluation import complete_evaluation
from monitoring.errors import MonitoringError
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_evaluate_map
from monitoring.views.cycle_screen.evaluation import evaluation_of
from monitoring.views.loading import expert_map_for


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_evaluate_map)
def evaluation_complete(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    if request.method == "GET":
        page = evaluation_of(expert_map, request.user)
        return render(request, "monitoring/evaluation_complete.html", {"page": page, "expert_map": expert_map})
    try:
        complete_evaluation(expert_map=expert_map, by=request.user, at=request.received_at)
    except MonitoringError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Оценка завершена. Карта готова к утверждению.")
    return redirect("monitoring:evaluation_map", map_id=expert_map.pk)
