"""What does the commission's protocol read beside the figures of the district? Each function is one query."""

from __future__ import annotations

from typing import NamedTuple

from monitoring.models import MonitoringCycle, Objection


class ObjectionRow(NamedTuple):
    """An objection with its answer; `outcome` and `decision` are empty while it waits."""

    map_id: int
    code: str
    text: str
    outcome: str
    decision: str
    points: int | None


def objections_in(cycle: MonitoringCycle) -> tuple[ObjectionRow, ...]:
    """Schools in natural order, indicators in the order of the map."""
    rows = Objection.objects.filter(answer__expert_map__cycle=cycle)
    rows = rows.order_by("answer__expert_map__school__sort_key", "answer__expert_map_id", "answer__position")
    columns = ("answer__expert_map_id", "answer__code", "text", "outcome", "decision", "points")
    return tuple(map(ObjectionRow._make, rows.values_list(*columns)))
