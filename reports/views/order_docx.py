"""The приказ об итогах, to be registered and signed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.documents.order_docx import order_word
from reports.documents.printable import printable_order
from reports.permissions import check_can_read_district
from reports.views.sending import document_response, leads_back


@require_safe
@cycle_for(check_can_read_district)
@leads_back("reports:district")
def order_docx(request: HttpRequest, cycle: MonitoringCycle) -> HttpResponse:
    order = printable_order(cycle, request.received_at)
    return document_response(order_word(order), f"Приказ об итогах {cycle.year_title}")
