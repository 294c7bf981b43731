"""Where does a protocol lead that cannot be printed yet?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from monitoring.models import MonitoringCycle
from reports.contexts.protocol import NO_SCHOOLS, Protocol


def send_back(request: HttpRequest, cycle: MonitoringCycle, protocol: Protocol) -> HttpResponse:
    """To the screen of the commission, with what is missing."""
    roles = f"Протокол печатается, когда указаны {' и '.join(protocol.missing)} комиссии."
    messages.error(request, roles if protocol.missing else NO_SCHOOLS)
    return redirect("monitoring:commission", cycle_id=cycle.pk)
