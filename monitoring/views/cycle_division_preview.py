"""What an uploaded division would change, the «да», and what it has changed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.division_sheet import apply_sheet, read_division
from monitoring.errors import MonitoringError
from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_run_cycle
from monitoring.queries.division import division_sheets_of
from monitoring.views.loading import cycle_for
from russian.plurals import MAPS, counted


@require_http_methods(["GET", "POST"])
@cycle_for(check_can_run_cycle)
def cycle_division_preview(request: HttpRequest, *, cycle: MonitoringCycle, sheet_id: int) -> HttpResponse:
    kept = get_object_or_404(division_sheets_of(cycle, request.user), pk=sheet_id)
    kept.cycle = cycle  # with its terms and municipality
    if request.method == "GET" and kept.applied_at is None:
        context = {"cycle": cycle, "kept": kept, "reading": read_division(kept)}
        return render(request, "monitoring/cycle_division_preview.html", context)
    if request.method == "POST":
        try:
            done = apply_sheet(kept=kept, by=request.user, at=request.received_at)
        except MonitoringError as refusal:
            messages.error(request, str(refusal))
            return redirect("monitoring:cycle_division_preview", cycle_id=cycle.pk, sheet_id=kept.pk)
        messages.success(request, f"По таблице распределено: {counted(done.applied, MAPS)}.")
    return redirect("monitoring:cycle_division", cycle_id=cycle.pk)
