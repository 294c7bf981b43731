"""The coordinator ends a second reading: what nobody has read stays unread."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from monitoring.domain.second_reading import close_sample
from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_run_cycle
from monitoring.views.loading import cycle_for
from monitoring.views.reading_screen.sample import second_readings_of


@require_http_methods(["GET", "POST"])
@cycle_for(check_can_run_cycle)
def cycle_reading_close(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    readings = second_readings_of(cycle)
    if readings.open_sample is None:  # ended already, or never begun
        return redirect("monitoring:cycle_reading", cycle_id=cycle.pk)
    if request.method == "POST":
        readings.open_sample.cycle = cycle
        close_sample(sample=readings.open_sample, by=request.user, at=request.received_at)
        messages.success(request, "Второе чтение закончено.")
        return redirect("monitoring:cycle_reading", cycle_id=cycle.pk)
    context = {"cycle": cycle, "readings": readings, "back": reverse("monitoring:cycle_reading", args=[cycle.pk])}
    return render(request, "monitoring/cycle_reading_close.html", context)
