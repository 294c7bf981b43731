"""Адресные рекомендации to target groups, on paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.documents.papers import advice_paper
from reports.documents.printable import printable_advice
from reports.permissions import check_can_read_district
from reports.views.sending import leads_back, pdf_response, says_why_no_paper


@require_safe
@says_why_no_paper
@cycle_for(check_can_read_district)
@leads_back("improvement:recommendations")
def advice_pdf(request: HttpRequest, cycle: MonitoringCycle) -> HttpResponse:
    advice = printable_advice(cycle, request.received_at)
    return pdf_response(advice_paper(advice), f"Адресные рекомендации {cycle.year_title}")
