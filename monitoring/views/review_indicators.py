"""Which indicator is to be judged across schools, and how much of it is left?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_review_cycle
from monitoring.states import StageKind
from monitoring.views.cycle_screen.year import term_of_stage
from monitoring.views.loading import cycle_for
from monitoring.views.review_screen.in_row import indicator_rows


@require_safe
@cycle_for(check_can_review_cycle)
def review_indicators(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    term = term_of_stage(cycle, StageKind.CONTROL, request.received_at)
    context = {"cycle": cycle, "term": term, "rows": indicator_rows(cycle, request.user)}
    return render(request, "monitoring/review_indicators.html", context)
