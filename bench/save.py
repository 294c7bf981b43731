"""How long does the save of one answer take? Floor: the least Django view that writes an answer and a journal entry."""

from __future__ import annotations

from bench.floor.models import answer_to_write
from bench.floor.urls import floor_application
from bench.measuring.district import head_of, map_with_most_answers
from bench.measuring.door import door_of
from bench.measuring.rounds import compare
from monitoring.models import IndicatorAnswer

CODE = "4.1"  # people of a denominator of its own, asked of every school
OF = 100_000


def main() -> None:
    expert_map = map_with_most_answers()
    head = head_of(expert_map)
    door, floor_door = door_of(head), door_of(head, floor_application())
    answer_id = answer_to_write().pk
    version = IndicatorAnswer.objects.get(expert_map=expert_map, code=CODE).version
    held = {"version": version}

    def product(number: int) -> None:
        sent = {"version": held["version"], "numerator": number + 50, "denominator": OF}
        door.post(f"/maps/{expert_map.pk}/indicators/{CODE}/", sent, X_REQUESTED_WITH="map-parts")
        held["version"] += 1

    def floor(number: int) -> None:
        floor_door.post(f"/answers/{answer_id}/", {"version": 1, "numerator": number + 50, "denominator": OF})

    compare("save of one answer", product=product, floor=floor, at_most=1.5, rounds=400, queries=9)


if __name__ == "__main__":
    main()
