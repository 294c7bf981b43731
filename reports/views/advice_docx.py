"""Адресные рекомендации to target groups, to go on writing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.documents.advice_docx import advice_word
from reports.documents.printable import printable_advice
from reports.permissions import check_can_read_district
from reports.views.sending import document_response, leads_back


@require_safe
@cycle_for(check_can_read_district)
@leads_back("improvement:recommendations")
def advice_docx(request: HttpRequest, cycle: MonitoringCycle) -> HttpResponse:
    advice = printable_advice(cycle, request.received_at)
    return document_response(advice_word(advice), f"Адресные рекомендации {cycle.year_title}")
