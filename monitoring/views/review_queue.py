"""Which maps wait for the reviewer, and how far has each check come?"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_review_cycle
from monitoring.queries.review import QUEUE_FILTERS, queue_counts, queue_of
from monitoring.states import StageKind
from monitoring.views.cycle_screen.choice import choices_of, known, search_text
from monitoring.views.cycle_screen.year import term_of_stage
from monitoring.views.division_screen.share import MINE, share_of, whose_maps
from monitoring.views.loading import cycle_for
from monitoring.views.review_screen.queue import queue_rows

PAGE = 50


@require_safe
@cycle_for(check_can_review_cycle)
def review_queue(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    state, text = known(request.GET.get("state"), QUEUE_FILTERS), search_text(request.GET.get("q", ""))
    share = share_of(cycle, request.user, request.received_at)
    whose = whose_maps(request.GET.get("whose"), share)
    held_by = request.user if whose == MINE else None
    titles = {key: title for key, (title, _) in QUEUE_FILTERS.items()}
    page = Paginator(queue_of(cycle, state=state, text=text, held_by=held_by), PAGE).get_page(request.GET.get("page"))
    context = {
        "cycle": cycle,
        "term": term_of_stage(cycle, StageKind.CONTROL, request.received_at),
        "filters": choices_of(titles, queue_counts(cycle, held_by), state),
        "share": share,
        "whose": whose,
        "state": state,
        "text": text,
        "page": page,
        "rows": queue_rows(list(page), cycle, request.user, request.received_at),
    }
    return render(request, "monitoring/review_queue.html", context)
