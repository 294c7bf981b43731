"""Schools × indicators, on landscape paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.contexts.district import build_district
from reports.contexts.summary import build_summary
from reports.documents.papers import summary_paper
from reports.permissions import check_can_read_district
from reports.views.sending import pdf_response, says_why_no_paper


@require_safe
@says_why_no_paper
@cycle_for(check_can_read_district)
def summary_pdf(request: HttpRequest, cycle: MonitoringCycle) -> HttpResponse:
    district = build_district(cycle, at=request.received_at)
    return pdf_response(summary_paper(build_summary(district)), f"Сводная таблица {district.year_title}")
