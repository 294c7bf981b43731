"""What stands in the way of approving a year, and what would be approved?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.queries.cycle import maps_by_school
from monitoring.states import MapState
from scoring.engine.bands import Band, band_of
from scoring.queries.rubric import rubric


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Maps that are not ready for one and the same reason; `filter` leads to them on the progress page."""

    title: str
    filter: str
    maps: tuple[ExpertMap, ...]


@dataclass(frozen=True, slots=True)
class Approval:
    """`silent` become «карта не представлена»: a group of their own, not zeros."""

    obstacles: tuple[Obstacle, ...]
    ready: tuple[ExpertMap, ...]
    silent: tuple[ExpertMap, ...]
    bands: tuple[tuple[Band, int], ...]

    @property
    def is_possible(self) -> bool:
        return not self.obstacles and bool(self.ready)


STAGES = (
    (MapState.SUBMITTED, "Проверка не завершена"),
    (MapState.RETURNED, "Карта возвращена школе и ещё не представлена снова"),
    (MapState.VERIFIED, "Оценка не завершена"),
)


def approval_of(cycle: MonitoringCycle, at: datetime) -> Approval:
    """One query beside the cycle."""
    maps = maps_by_school(cycle)
    filling = [row for row in maps if row.state == MapState.FILLING]
    in_term = tuple(row for row in filling if at < row.fill_ends_at)
    obstacles = [
        Obstacle(title, state.value, tuple(row for row in maps if row.state == state)) for state, title in STAGES
    ]
    obstacles.append(Obstacle("Срок заполнения ещё не истёк", "waiting", in_term))
    ready = tuple(row for row in maps if row.state == MapState.EVALUATED)
    return Approval(
        obstacles=tuple(obstacle for obstacle in obstacles if obstacle.maps),
        ready=ready,
        silent=tuple(row for row in filling if at >= row.fill_ends_at),
        bands=_bands(cycle, ready),
    )


def _bands(cycle: MonitoringCycle, maps: tuple[ExpertMap, ...]) -> tuple[tuple[Band, int], ...]:
    bands = rubric(cycle.methodology_id).bands
    reached = [band_of(row.final_points or 0, row.maximum, bands).key for row in maps]
    return tuple((band, reached.count(band.key)) for band in bands)
