"""How long does the desk take to show a claim? Floor: one aggregate query, and the same template with constants."""

from __future__ import annotations

from bench.measuring.constants import rendering, request_of
from bench.measuring.district import past_cycle, reviewer
from bench.measuring.door import door_of
from bench.measuring.rounds import compare
from monitoring.queries.desk import map_on_desk
from monitoring.queries.review import queue_counts
from monitoring.views.review_screen.desk import desk_of
from monitoring.views.review_screen.one_claim import one_claim

CODE = "1.2"


def main() -> None:
    person, cycle = reviewer(), past_cycle()
    first = cycle.expert_maps.order_by("pk")[0]
    path = f"/review/{first.pk}/{CODE}/"
    door, request = door_of(person), request_of(person, path)
    expert_map = map_on_desk(person, first.pk)
    desk = desk_of(one_claim(expert_map, CODE), address=request.GET, user=person, at=request.received_at)
    context = {"desk": desk, "expert_map": expert_map, "is_part": False, "is_held": False}
    rendered = rendering("monitoring/review_desk.html", request, context)
    assert abs(len(door.get(path)) - len(rendered())) < 2000, "the floor is not the same page"
    compare(
        "desk, one claim of one map",
        product=lambda _: door.get(path), floor=lambda _: (queue_counts(cycle), rendered()), at_most=2, rounds=100,
    )  # fmt: skip


if __name__ == "__main__":
    main()
