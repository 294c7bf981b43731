"""Last year's commission is taken over by one press."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from monitoring.domain.commission import carry_commission_over
from monitoring.errors import MonitoringError
from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_keep_commission
from monitoring.views.loading import cycle_for
from russian.plurals import PEOPLE, counted


@require_http_methods(["GET", "POST"])
@cycle_for(check_can_keep_commission)
def commission_carry_over(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    if request.method == "POST":
        try:
            taken = carry_commission_over(cycle=cycle, by=request.user, at=request.received_at)
        except MonitoringError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Перенесено: {counted(len(taken), PEOPLE)}. Проверьте должности и роли.")
    return redirect("monitoring:commission", cycle_id=cycle.pk)
