"""How sure are the year's figures, what tells schools apart, and what if thresholds were others?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.contexts.district import build_district
from reports.contexts.statistics import statistics_of
from reports.contexts.what_if import what_if
from reports.forms import ThresholdsForm
from reports.permissions import check_can_read_district
from scoring.queries.rubric import rubric


@require_safe
@cycle_for(check_can_read_district)
def statistics(request: HttpRequest, cycle: MonitoringCycle) -> HttpResponse:
    """The thresholds asked for live in the address: it can be sent, and nothing is written."""
    form = ThresholdsForm(request.GET, rubric=rubric(cycle.methodology_id))
    if form.address:
        return redirect(f"{request.path}{form.address}")
    district = build_district(cycle, at=request.received_at)
    context = {
        "statistics": statistics_of(district),
        "form": form,
        "what_if": what_if(district, form.thresholds) if form.thresholds else None,
    }
    return render(request, "reports/statistics.html", context, status=422 if form.errors else 200)
