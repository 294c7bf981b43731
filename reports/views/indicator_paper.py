"""What came of one indicator in the district, on paper or to go on writing?"""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.contexts.district import build_district
from reports.contexts.indicator_analysis import IndicatorAnalysis, build_indicator_analysis
from reports.documents.indicator_docx import indicator_word
from reports.documents.papers import indicator_paper as paper_of
from reports.permissions import check_can_read_district
from reports.views.sending import document_response, pdf_response, says_why_no_paper

FORMATS: dict[str, Callable[[IndicatorAnalysis, str], HttpResponse]] = {
    "pdf": lambda analysis, name: pdf_response(paper_of(analysis), name),
    "docx": lambda analysis, name: document_response(indicator_word(analysis), name),
}


@require_safe
@says_why_no_paper
@cycle_for(check_can_read_district)
def indicator_paper(request: HttpRequest, cycle: MonitoringCycle, code: str, paper_kind: str) -> HttpResponse:
    district = build_district(cycle, at=request.received_at)
    if code not in district.rubric.by_code or paper_kind not in FORMATS:
        raise Http404
    return FORMATS[paper_kind](build_indicator_analysis(district, code), f"Анализ {code}, {district.year_title}")
