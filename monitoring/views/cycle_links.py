"""Which pages stand behind the claims of a year, and what became of them?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_read_cycle
from monitoring.views.cycle_screen.links import links_page
from monitoring.views.loading import cycle_for


@require_safe
@cycle_for(check_can_read_cycle)
def cycle_links(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    return render(request, "monitoring/cycle_links.html", links_page(cycle, request.GET, request.user))
