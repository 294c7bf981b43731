"""The commission's protocol on paper: a draft until the results are approved."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.contexts.protocol import build_protocol
from reports.documents.papers import protocol_paper
from reports.permissions import check_can_read_district
from reports.views.protocol_missing import send_back
from reports.views.sending import pdf_response, says_why_no_paper


@require_safe
@says_why_no_paper
@cycle_for(check_can_read_district)
def protocol_pdf(request: HttpRequest, cycle: MonitoringCycle) -> HttpResponse:
    protocol = build_protocol(cycle, at=request.received_at)
    if protocol.missing or not protocol.schools:
        return send_back(request, cycle, protocol)
    return pdf_response(protocol_paper(protocol), f"Протокол комиссии {cycle.year_title}")
