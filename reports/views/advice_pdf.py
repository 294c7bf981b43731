"""Адресные рекомендации to target groups, on paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.documents.makers import decided_advice
from reports.documents.papers import advice_paper
from reports.errors import NoPaper
from reports.permissions import check_can_read_district
from reports.views.sending import pdf_response, says_why_no_paper


@require_safe
@says_why_no_paper
@cycle_for(check_can_read_district)
def advice_pdf(request: HttpRequest, cycle: MonitoringCycle) -> HttpResponse:
    try:
        advice = decided_advice(cycle, request.received_at)
    except NoPaper as refusal:
        messages.error(request, str(refusal))
        return redirect("improvement:recommendations", cycle.pk)
    return pdf_response(advice_paper(advice), f"Адресные рекомендации {cycle.year_title}")
