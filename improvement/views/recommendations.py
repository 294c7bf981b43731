"""The recommendations of a year: drawn, decided, sent, by school or by indicator."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from improvement.permissions import can_decide, can_send, check_can_read_recommendations
from improvement.views.year_screen import year_list
from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for


@require_safe
@cycle_for(check_can_read_recommendations)
def recommendations(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    context = {
        "cycle": cycle,
        "list": year_list(cycle, request.GET, cycle.municipality.today(request.received_at)),
        "may_decide": can_decide(request.user, cycle),
        "may_send": can_send(request.user, cycle),
    }
    return render(request, "improvement/recommendations.html", context)
