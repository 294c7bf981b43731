"""Which maps wait for the reviewer, the riskiest first, and how far has each check come?"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_review_cycle
from monitoring.queries.review import QUEUE_FILTERS, queue_counts, queue_of
from monitoring.states import StageKind
from monitoring.views.cycle_screen.choice import choices_of
from monitoring.views.cycle_screen.year import term_of_stage
from monitoring.views.division_screen.share import MINE, share_of, whose_maps
from monitoring.views.loading import cycle_for
from monitoring.views.review_screen.queue import queue_rows
from monitoring.views.review_screen.way import PAGE, queue_place


@require_safe
@cycle_for(check_can_review_cycle)
def review_queue(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    place = queue_place(request.GET)
    share = share_of(cycle, request.user, request.received_at)
    whose = whose_maps(place.whose, share)
    held_by = request.user if whose == MINE else None
    counts = queue_counts(cycle, held_by)
    maps = queue_of(cycle, state=place.state, text=place.text, warnings=place.warnings, held_by=held_by)
    pages = Paginator(maps, PAGE)
    if not place.text and not place.warnings:
        pages.count = counts[place.state]  # known already
    page = pages.get_page(place.page)
    titles = {key: title for key, (title, _) in QUEUE_FILTERS.items()}
    context = {
        "cycle": cycle,
        "term": term_of_stage(cycle, StageKind.CONTROL, request.received_at),
        "filters": choices_of(titles, counts, place.state),
        "place": place,
        "share": share,
        "whose": whose,
        "page": page,
        "rows": queue_rows(list(page), cycle, request.user, request.received_at),
    }
    return render(request, "monitoring/review_queue.html", context)
