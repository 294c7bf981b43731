"""The commission's protocol to be edited before it is signed: the same figures as on paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.documents.printable import printable_protocol
from reports.documents.protocol_docx import protocol_document
from reports.permissions import check_can_read_district
from reports.views.sending import document_response, leads_back


@require_safe
@cycle_for(check_can_read_district)
@leads_back("monitoring:commission")
def protocol_docx(request: HttpRequest, cycle: MonitoringCycle) -> HttpResponse:
    protocol = printable_protocol(cycle, request.received_at)
    return document_response(protocol_document(protocol), f"Протокол комиссии {cycle.year_title}")
