"""What came of every year of a municipality? Grouped by the database: rows do not grow with schools × indicators."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.db.models import Count, Q

from monitoring.models import ExpertMap, IndicatorAnswer, MonitoringCycle
from monitoring.states import VERDICTS_KNOWN, CycleState
from russian.dates import school_year


class YearRow(NamedTuple):
    """A cycle as far as years are compared."""

    id: int
    school_year: int
    methodology_id: int
    version: str
    policy: str

    @property
    def title(self) -> str:
        return school_year(self.school_year)


class StandingRow(NamedTuple):
    """So many maps of a cycle with the same outcome; `final` counts only for maps with a result."""

    cycle_id: int
    state: str
    maximum: int
    final: int | None
    levels: list[str]
    maps: int


YEAR_COLUMNS = ("pk", "school_year", "methodology_id", "methodology__version", "policy")


def years_until(cycle: MonitoringCycle) -> tuple[YearRow, ...]:
    """The approved cycles before it and itself, oldest first (1 query)."""
    past = Q(school_year__lt=cycle.school_year, state=CycleState.APPROVED)
    rows = MonitoringCycle.objects.filter(past | Q(pk=cycle.pk), municipality=cycle.municipality_id)
    return tuple(map(YearRow._make, rows.order_by("school_year").values_list(*YEAR_COLUMNS)))


def standings_of(cycle_ids: Collection[int], school_ids: Collection[int] | None) -> tuple[StandingRow, ...]:
    """Of the named schools or of all (1 query)."""
    maps = ExpertMap.objects.filter(cycle__in=cycle_ids)
    if school_ids is not None:
        maps = maps.filter(school__in=school_ids)
    groups = ("cycle_id", "state", "maximum", "final_points", "levels")
    rows = maps.order_by(*groups).values_list(*groups).annotate(maps=Count("pk"))
    return tuple(map(StandingRow._make, rows))


class PointsRow(NamedTuple):
    """Maps with a result: how many have a point, and how many count it by a reviewer's decision."""

    reached: int
    counted: int


def points_in(cycle_ids: Collection[int], school_ids: Collection[int] | None) -> Mapping[tuple[int, str], PointsRow]:
    """By cycle and code; nothing where both are 0 (1 query)."""
    has_point, counted = Q(final_points__gt=0), Q(counts_anyway=True)
    answers = IndicatorAnswer.objects.filter(
        has_point | counted, expert_map__cycle__in=cycle_ids, expert_map__state__in=VERDICTS_KNOWN
    )
    if school_ids is not None:
        answers = answers.filter(expert_map__school__in=school_ids)
    groups = ("expert_map__cycle_id", "code")
    rows = answers.order_by(*groups).values_list(*groups)
    found = rows.annotate(reached=Count("pk", filter=has_point), counted=Count("pk", filter=counted))
    return {(cycle_id, code): PointsRow(*points) for cycle_id, code, *points in found}
