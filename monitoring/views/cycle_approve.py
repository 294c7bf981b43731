"""The coordinator fixes the results of a year by a protocol: one result can be revised later, the year stays fixed."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.evaluation import approve_results
from monitoring.errors import MonitoringError
from monitoring.forms.cycle import ApproveForm
from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_run_cycle
from monitoring.queries.commission import protocol_of
from monitoring.views.cycle_screen.approval import approval_of
from monitoring.views.loading import cycle_for


@require_http_methods(["GET", "POST"])
@cycle_for(check_can_run_cycle)
def cycle_approve(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    if cycle.is_approved:  # sent twice, or opened from an old tab
        return redirect("monitoring:cycle_progress", cycle_id=cycle.pk)
    today = cycle.municipality.today(request.received_at)
    if request.method == "GET":
        return _show(request, cycle, ApproveForm(today=today, initial=_initial(cycle, today)))
    form = ApproveForm(request.POST, today=today)
    if not form.is_valid():
        return _show(request, cycle, form, status=422)
    return _approve(request, cycle, form)


def _initial(cycle: MonitoringCycle, today: date) -> dict[str, object]:
    """The commission's own number and date, where they were written down."""
    written = protocol_of(cycle)
    number, held_on = (written.number, written.held_on) if written else ("", None)
    return {"protocol_number": number, "protocol_date": held_on or today}


def _approve(request: HttpRequest, cycle: MonitoringCycle, form: ApproveForm) -> HttpResponse:
    number, day = form.cleaned_data["protocol_number"], form.cleaned_data["protocol_date"]
    try:
        approve_results(cycle=cycle, protocol_number=number, protocol_date=day, by=request.user, at=request.received_at)
    except MonitoringError as refusal:
        form.add_error(None, str(refusal))
        return _show(request, cycle, form, status=409)
    messages.success(request, f"Результаты за {cycle.year_title} учебный год утверждены.")
    return redirect("monitoring:cycle_progress", cycle_id=cycle.pk)


def _show(request: HttpRequest, cycle: MonitoringCycle, form: ApproveForm, *, status: int = 200) -> HttpResponse:
    context = {"cycle": cycle, "form": form, "approval": approval_of(cycle, request.received_at)}
    return render(request, "monitoring/cycle_approve.html", context, status=status)
