"""«Взять прошлогоднее во все показатели»: what would come over, and the press that brings it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.carry_over_all import carry_over_all, left_to_take
from monitoring.domain.sheet import read_sheet
from monitoring.errors import MonitoringError
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_fill
from monitoring.policies import why_closed
from monitoring.views.loading import expert_map_for
from russian.plurals import INDICATORS, counted


@require_http_methods(["GET", "HEAD", "POST"])
@expert_map_for(check_can_fill)
def last_year(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    if request.method == "POST":
        return _take(request, expert_map)
    sheet, closed = read_sheet(expert_map), why_closed(expert_map, request.received_at)
    takings = [] if closed else left_to_take(sheet)
    lines = [(sheet.indicator(taking.code), taking) for taking in takings]
    return render(request, "monitoring/last_year.html", {"expert_map": expert_map, "lines": lines, "closed": closed})


def _take(request: HttpRequest, expert_map: ExpertMap) -> HttpResponse:
    try:
        takings = carry_over_all(expert_map=expert_map, by=request.user, at=request.received_at)
    except MonitoringError as refusal:
        messages.error(request, str(refusal))
        return redirect("monitoring:last_year", map_id=expert_map.pk)
    messages.success(request, f"Взято прошлогоднее: {counted(len(takings), INDICATORS)}.")
    return redirect("monitoring:last_year_confirm", map_id=expert_map.pk)
