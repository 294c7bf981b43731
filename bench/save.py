"""How long does the save of one answer take? Floor: the least Django view that writes an answer and a journal entry.

Asked twice: in this process, where nothing but the applications is measured, and through the server, where both stand
behind gunicorn as deployed. There the processor's time is the workers' alone, and both bars are to be met.
"""

from __future__ import annotations

import sys

from bench.floor.models import answer_to_write
from bench.floor.urls import floor_application
from bench.measuring.district import head_of, map_with_most_answers
from bench.measuring.door import Door, door_of
from bench.measuring.rounds import Round, measure
from bench.measuring.served import ServedDoor, served
from monitoring.models import ExpertMap, IndicatorAnswer

CODE = "4.1"  # people of a denominator of its own, asked of every school
OF = 100_000
AT_MOST = 1.5


def main() -> None:
    expert_map, answer_id = map_with_most_answers(), answer_to_write().pk
    head = head_of(expert_map)
    door, floor_door = door_of(head), door_of(head, floor_application())
    inside, _ = measure(
        "save of one answer, in process",
        product=_saves(door, expert_map),
        floor=_floor_saves(floor_door, answer_id),
        at_most=AT_MOST,
        rounds=400,
        queries=9,
    )
    with served("config.wsgi:application", door) as server, served("bench.floor.wsgi:application", floor_door) as floor:
        outside, _ = measure(
            "save of one answer, through the server",
            product=_saves(server, expert_map),
            floor=_floor_saves(floor, answer_id),
            at_most=AT_MOST,
            rounds=400,
            served=True,
        )
    sys.exit(0 if inside and outside else 1)


def _saves(door: Door | ServedDoor, expert_map: ExpertMap) -> Round:
    held = {"version": IndicatorAnswer.objects.get(expert_map=expert_map, code=CODE).version}

    def product(number: int) -> None:
        sent = {"version": held["version"], "numerator": number + 50, "denominator": OF}
        door.post(f"/maps/{expert_map.pk}/indicators/{CODE}/", sent, X_REQUESTED_WITH="map-parts")
        held["version"] += 1

    return product


def _floor_saves(door: Door | ServedDoor, answer_id: int) -> Round:
    def floor(number: int) -> None:
        door.post(f"/answers/{answer_id}/", {"version": 1, "numerator": number + 50, "denominator": OF})

    return floor


if __name__ == "__main__":
    main()
