"""Адресные рекомендации to target groups, to go on writing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.documents.advice_docx import advice_word
from reports.documents.makers import decided_advice
from reports.errors import NoPaper
from reports.permissions import check_can_read_district
from reports.views.sending import document_response


@require_safe
@cycle_for(check_can_read_district)
def advice_docx(request: HttpRequest, cycle: MonitoringCycle) -> HttpResponse:
    try:
        advice = decided_advice(cycle, request.received_at)
    except NoPaper as refusal:
        messages.error(request, str(refusal))
        return redirect("improvement:recommendations", cycle.pk)
    return document_response(advice_word(advice), f"Адресные рекомендации {cycle.year_title}")
