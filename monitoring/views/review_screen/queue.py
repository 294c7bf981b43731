"""What does a row of the queue show beside the map?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from monitoring.domain.warnings import count_warnings
from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.permissions import fills_for
from monitoring.views.review_screen.claims import judged_claims
from scoring.queries.rubric import rubric


@dataclass(frozen=True, slots=True)
class QueueRow:
    """`is_own`: the reviewer fills for this school, so somebody else judges it."""

    expert_map: ExpertMap
    count: int
    warnings: int
    is_own: bool
    return_days_left: int | None

    @property
    def is_whole(self) -> bool:
        return self.expert_map.judged == self.count


def queue_rows(maps: Collection[ExpertMap], cycle: MonitoringCycle, user, at: datetime) -> list[QueueRow]:
    """Six queries more than the maps themselves, whatever their number."""
    claims, count = judged_claims(maps, cycle), len(rubric(cycle.methodology_id).indicators)
    today = cycle.municipality.today(at)
    return [
        QueueRow(
            expert_map=row,
            count=count,
            warnings=count_warnings(claims[row.pk].values()),
            is_own=fills_for(user, row),
            return_days_left=(row.return_last_day - today).days if row.return_last_day else None,
        )
        for row in maps
    ]
