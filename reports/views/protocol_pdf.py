"""The commission's protocol on paper: a draft until the results are approved."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.documents.papers import protocol_paper
from reports.documents.printable import printable_protocol
from reports.permissions import check_can_read_district
from reports.views.sending import leads_back, pdf_response, says_why_no_paper


@require_safe
@says_why_no_paper
@cycle_for(check_can_read_district)
@leads_back("monitoring:commission")
def protocol_pdf(request: HttpRequest, cycle: MonitoringCycle) -> HttpResponse:
    protocol = printable_protocol(cycle, request.received_at)
    return pdf_response(protocol_paper(protocol), f"Протокол комиссии {cycle.year_title}")
