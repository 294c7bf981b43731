"""The приказ об итогах, on paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.contexts.worded import order_of
from reports.documents.papers import order_paper
from reports.permissions import check_can_read_district
from reports.views.order_missing import send_back
from reports.views.sending import pdf_response, says_why_no_paper


@require_safe
@says_why_no_paper
@cycle_for(check_can_read_district)
def order_pdf(request: HttpRequest, cycle: MonitoringCycle) -> HttpResponse:
    order = order_of(cycle, request.received_at)
    if order.refusal:
        return send_back(request, cycle, order)
    return pdf_response(order_paper(order), f"Приказ об итогах {cycle.year_title}")
