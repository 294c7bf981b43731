"""The приказ об итогах, to be registered and signed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.contexts.worded import order_of
from reports.documents.order_docx import order_word
from reports.permissions import check_can_read_district
from reports.views.order_missing import send_back
from reports.views.sending import document_response


@require_safe
@cycle_for(check_can_read_district)
def order_docx(request: HttpRequest, cycle: MonitoringCycle) -> HttpResponse:
    order = order_of(cycle, request.received_at)
    if order.refusal:
        return send_back(request, cycle, order)
    return document_response(order_word(order), f"Приказ об итогах {cycle.year_title}")
