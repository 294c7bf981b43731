"""How long does the queue of 165 maps take? Floor: one aggregate query, and the same template with constants."""

from __future__ import annotations

from datetime import UTC, datetime

from django.core.paginator import Paginator

from bench.measuring.constants import rendering, request_of
from bench.measuring.district import past_cycle, reviewer
from bench.measuring.door import door_of
from bench.measuring.rounds import compare
from monitoring.queries.review import QUEUE_FILTERS, queue_counts, queue_of
from monitoring.states import StageKind
from monitoring.views.cycle_screen.choice import choices_of
from monitoring.views.cycle_screen.year import term_of_stage
from monitoring.views.division_screen.share import share_of
from monitoring.views.review_screen.queue import queue_rows
from monitoring.views.review_screen.way import PAGE, queue_place


def main() -> None:
    person, cycle, now = reviewer(), past_cycle(), datetime.now(UTC)
    path, place = f"/cycles/{cycle.pk}/review/", queue_place({})
    door, request = door_of(person), request_of(person, path)
    page = Paginator(queue_of(cycle), PAGE).get_page(None)
    titles = {key: title for key, (title, _) in QUEUE_FILTERS.items()}
    context = {
        "cycle": cycle, "term": term_of_stage(cycle, StageKind.CONTROL, now), "place": place, "page": page,
        "share": share_of(cycle, person, now), "whose": "all",
        "filters": choices_of(titles, queue_counts(cycle), ""), "rows": queue_rows(list(page), cycle, person, now),
    }  # fmt: skip
    rendered = rendering("monitoring/review_queue.html", request, context)
    assert abs(len(door.get(path)) - len(rendered())) < 2000, "the floor is not the same page"
    compare(
        f"review queue, page of {len(context['rows'])} of {page.paginator.count} maps",
        product=lambda _: door.get(path), floor=lambda _: (queue_counts(cycle), rendered()), at_most=2, rounds=100,
    )  # fmt: skip


if __name__ == "__main__":
    main()
