"""Where does an order lead that has nothing to approve yet?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from monitoring.models import MonitoringCycle
from reports.contexts.order import Order


def send_back(request: HttpRequest, cycle: MonitoringCycle, order: Order) -> HttpResponse:
    """To the results of the year, with the reason."""
    messages.error(request, order.refusal)
    return redirect("reports:district", cycle_id=cycle.pk)
