"""How long does the page of an expert map take? Floor: the same template with constants."""

from __future__ import annotations

from bench.measuring.constants import rendering, request_of
from bench.measuring.district import head_of, map_with_most_answers
from bench.measuring.door import door_of
from bench.measuring.rounds import compare
from monitoring.queries.figures import maps_with_figures
from monitoring.views.map_screen.page import read_page


def main() -> None:
    head = head_of(map_with_most_answers())
    path = f"/maps/{map_with_most_answers().pk}/"
    door, request = door_of(head), request_of(head, path)
    expert_map = maps_with_figures(head).get(pk=map_with_most_answers().pk)
    page = read_page(expert_map, user=head, at=request.received_at)
    floor = rendering("monitoring/map.html", request, {"page": page, "adding": None})
    assert abs(len(door.get(path)) - len(floor())) < 2000, "the floor is not the same page"
    compare(
        "expert map page, 23 indicators", product=lambda _: door.get(path), floor=lambda _: floor(),
        at_most=2, rounds=150, queries=12,
    )  # fmt: skip


if __name__ == "__main__":
    main()
