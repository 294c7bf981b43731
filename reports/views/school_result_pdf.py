"""What came of one school's year, on paper?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from monitoring.models import ExpertMap
from monitoring.views.loading import expert_map_for
from reports.contexts.school_result import build_school_result
from reports.documents.papers import school_result_paper
from reports.permissions import check_can_read_result
from reports.views.sending import pdf_response, says_why_no_paper


@require_safe
@says_why_no_paper
@expert_map_for(check_can_read_result)
def school_result_pdf(request: HttpRequest, expert_map: ExpertMap) -> HttpResponse:
    """While there is nothing to print, leads to the page that says what is awaited."""
    result = build_school_result(expert_map, at=request.received_at)
    if result.result is None:
        return redirect("reports:school_result", map_id=expert_map.pk)
    return pdf_response(school_result_paper(result), f"Результаты {result.year_title}, {result.school}")
