"""«Взять прошлогоднее»: last year's words and evidence come into one indicator."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from monitoring.domain.carry_over import carry_over as carry
from monitoring.errors import MonitoringError
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_fill
from monitoring.views.answering import indicator_or_404, place_of
from monitoring.views.loading import expert_map_for


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_fill)
def carry_over(request: HttpRequest, *, expert_map: ExpertMap, code: str) -> HttpResponse:
    indicator_or_404(expert_map, code)
    if request.method == "POST":  # by GET one comes after signing in again
        try:
            carry(expert_map=expert_map, code=code, by=request.user, at=request.received_at)
        except MonitoringError as refusal:
            messages.error(request, f"Показатель {code}: {refusal}")
        else:
            messages.success(request, f"В показатель {code} взято прошлогоднее. Проверьте, всё ли ещё верно.")
    return redirect(place_of(expert_map, code))
