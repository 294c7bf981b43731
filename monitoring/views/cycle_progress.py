"""Where is the year, who has submitted and who has not?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_read_cycle
from monitoring.queries.links import link_progress
from monitoring.queries.reference_forms import forms_of
from monitoring.views.cycle_screen.progress import asked_of, progress_of
from monitoring.views.loading import cycle_for


@require_safe
@cycle_for(check_can_read_cycle)
def cycle_progress(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    progress = progress_of(cycle, asked_of(request.GET), request.user, request.received_at)
    context = {"progress": progress, "cycle": cycle, "links": link_progress(cycle), "forms": forms_of(cycle)}
    return render(request, "monitoring/cycle_progress.html", context)
