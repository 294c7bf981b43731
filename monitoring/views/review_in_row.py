"""One indicator, all schools that signed, in a row: the same yardstick for everybody."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_review_cycle
from monitoring.queries.review_in_row import SHOWN, schools_in_row, shown_counts
from monitoring.views.cycle_screen.choice import choices_of
from monitoring.views.loading import cycle_for
from monitoring.views.review_screen.in_row import claims_in_row
from monitoring.views.review_screen.way import PAGE, asked_of, row_suffix
from schools.models import SchoolKind
from schools.models.school import LEVEL_TITLES
from scoring.queries.rubric import rubric


@require_safe
@cycle_for(check_can_review_cycle)
def review_in_row(request: HttpRequest, *, cycle: MonitoringCycle, code: str) -> HttpResponse:
    tree = rubric(cycle.methodology_id)
    if code not in tree.by_code:
        raise Http404
    asked = asked_of(request.GET)
    page = Paginator(schools_in_row(cycle, code, asked, request.user), PAGE).get_page(request.GET.get("page"))
    context = {
        "cycle": cycle,
        "indicator": tree.by_code[code],
        "asked": asked,
        "choices": choices_of(SHOWN, shown_counts(cycle, code, asked, request.user), asked.show),
        "kinds": SchoolKind.choices,
        "levels": LEVEL_TITLES.items(),
        "suffix": row_suffix(asked, order="indicator"),
        "page": page,
        "rows": claims_in_row(list(page), cycle, code, request.user),
    }
    return render(request, "monitoring/review_in_row.html", context)
