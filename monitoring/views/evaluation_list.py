"""Which maps are verified, and what became of their points: claimed, verified, final?"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_read_points
from monitoring.queries.evaluation import LIST_FILTERS, list_counts, list_of, not_verified_yet
from monitoring.states import StageKind
from monitoring.views.cycle_screen.choice import choices_of, known, search_text
from monitoring.views.cycle_screen.evaluation import list_rows
from monitoring.views.cycle_screen.year import term_of_stage
from monitoring.views.loading import cycle_for

PAGE = 50


@require_safe
@cycle_for(check_can_read_points)
def evaluation_list(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    state, text = known(request.GET.get("state"), LIST_FILTERS), search_text(request.GET.get("q", ""))
    page = Paginator(list_of(cycle, state=state, text=text), PAGE).get_page(request.GET.get("page"))
    context = {
        "cycle": cycle,
        "term": term_of_stage(cycle, StageKind.EVALUATION, request.received_at),
        "filters": choices_of({key: title for key, (title, _) in LIST_FILTERS.items()}, list_counts(cycle), state),
        "state": state,
        "text": text,
        "page": page,
        "rows": list_rows(page, cycle),
        "waiting": not_verified_yet(cycle),
    }
    return render(request, "monitoring/evaluation_list.html", context)
