"""What came of the year in the whole district, as a справка to go on writing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.contexts.district import build_district
from reports.contexts.worded import STATEMENT
from reports.documents.statement_docx import statement_word
from reports.permissions import check_can_read_district
from reports.queries.advice_rows import accepted_words
from reports.queries.requisites import requisites_of
from reports.queries.words import words_of
from reports.views.sending import document_response


@require_safe
@cycle_for(check_can_read_district)
def district_docx(request: HttpRequest, cycle: MonitoringCycle) -> HttpResponse:
    context = build_district(cycle, at=request.received_at)
    words, accepted = words_of(cycle, STATEMENT), accepted_words(cycle)
    paper = statement_word(context, words, requisites_of(cycle, STATEMENT), accepted=accepted)
    return document_response(paper, f"Аналитическая справка {context.year_title}")
