"""Who sat on the commission, and what does its protocol begin with?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from monitoring.domain.commission import write_requisites
from monitoring.forms.commission import RequisitesForm
from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_keep_commission, check_can_read_cycle
from monitoring.views.cycle_screen.members import show_commission
from monitoring.views.loading import cycle_for


@require_http_methods(["GET", "POST"])
@cycle_for(check_can_read_cycle)
def commission(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    if request.method == "GET":
        return show_commission(request, cycle)
    check_can_keep_commission(request.user, cycle)
    form = RequisitesForm(request.POST, is_approved=cycle.is_approved)
    if not form.is_valid():
        return show_commission(request, cycle, requisites=form, status=422)
    write_requisites(cycle=cycle, requisites=form.requisites, by=request.user, at=request.received_at)
    messages.success(request, "Сведения о заседании сохранены.")
    return redirect("monitoring:commission", cycle_id=cycle.pk)
