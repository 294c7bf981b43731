"""What does a row of the queue show beside the map?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from monitoring.models import MonitoringCycle
from monitoring.permissions import fills_for
from monitoring.queries.review import QueueMap
from scoring.queries.rubric import rubric


@dataclass(frozen=True, slots=True)
class QueueRow:
    """`is_own`: the reviewer fills for this school, so somebody else judges it. `weight` is of what still waits."""

    expert_map: QueueMap
    count: int
    warnings: int
    weight: int
    is_own: bool
    return_days_left: int | None

    @property
    def is_whole(self) -> bool:
        return self.expert_map.judged == self.count


def queue_rows(maps: Iterable[tuple[Any, ...]], cycle: MonitoringCycle, user, at: datetime) -> list[QueueRow]:
    """From the rows of `queries.review.queue_of`; no query more."""
    count, today = len(rubric(cycle.methodology_id).indicators), cycle.municipality.today(at)
    return [_row(QueueMap._make(row), count, today, user) for row in maps]


def _row(row: QueueMap, count: int, today: date, user) -> QueueRow:
    return QueueRow(
        expert_map=row,
        count=count,
        warnings=row.warnings or 0,
        weight=row.weight or 0,
        is_own=fills_for(user, row),
        return_days_left=(row.return_last_day - today).days if row.return_last_day else None,
    )
