"""What does the commission see of all schools: claimed, verified and final points, the disputed ones first?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_read_points
from monitoring.states import StageKind
from monitoring.views.cycle_screen.commission import commission_list
from monitoring.views.cycle_screen.year import term_of_stage
from monitoring.views.loading import cycle_for


@require_safe
@cycle_for(check_can_read_points)
def evaluation_list(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    context = {
        "cycle": cycle,
        "term": term_of_stage(cycle, StageKind.EVALUATION, request.received_at),
        "list": commission_list(cycle, request.GET),
    }
    return render(request, "monitoring/evaluation_list.html", context)
