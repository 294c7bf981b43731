"""A table of schools and reviewers' addresses is offered; nothing is divided yet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.division_sheet import COLUMNS, keep_sheet
from monitoring.errors import MonitoringError
from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_run_cycle
from monitoring.views.loading import cycle_for
from schools.errors import RegisterError
from schools.forms.sheet import SheetForm


@require_http_methods(["GET", "POST"])
@cycle_for(check_can_run_cycle)
def cycle_division_sheet(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    form = SheetForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = keep_sheet(
                cycle=cycle,
                file_name=file.name,
                sheet=form.cleaned_data["sheet"],
                by=request.user,
                at=request.received_at,
            )
        except (RegisterError, MonitoringError) as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("monitoring:cycle_division_preview", cycle_id=cycle.pk, sheet_id=kept.pk)
    context = {"cycle": cycle, "form": form, "columns": COLUMNS}
    return render(request, "monitoring/cycle_division_sheet.html", context, status=422 if form.errors else 200)
