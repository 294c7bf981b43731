"""With which year is a cycle compared, and what came of that year?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from monitoring.models import MonitoringCycle
from reports.contexts.results import Result, Standing, applies, criterion_maximum, mean, result_of, standing_of
from reports.queries.cycle_rows import MapRow, maps_of
from reports.queries.past_years import PastPoints, counted_of, points_of, year_before
from scoring.engine.types import Policy
from scoring.queries.rubric_tree import Rubric, RubricCriterion, RubricIndicator


@dataclass(frozen=True, slots=True)
class YearBefore:
    """An earlier approved year counted by the same methodology; `schools` are those with a result.

    `could` has, for each of them, its levels and the codes that count by a reviewer's decision.
    """

    year_title: str
    same_policy: bool
    policy: Policy
    schools: int
    mean: Fraction | None
    groups: Mapping[str, int]
    could: tuple[tuple[frozenset[str], frozenset[str]], ...]
    points: Mapping[str, PastPoints]

    def share(self, indicator: RubricIndicator) -> Fraction | None:
        """Per cent of the schools that could have it and reached it."""
        reached, applicable = self.reached_of(indicator)
        return Fraction(100 * reached, applicable) if applicable else None

    def reached_of(self, indicator: RubricIndicator) -> tuple[int, int]:
        """How many schools reached it, and how many could have it."""
        reached = self.points[indicator.code].reached if indicator.code in self.points else 0
        return reached, max(reached, sum(applies(indicator.rule, *could) for could in self.could))

    def criterion_percent(self, criterion: RubricCriterion) -> Fraction | None:
        maximum = sum(criterion_maximum(criterion, levels, self.policy, counted) for levels, counted in self.could)
        points = sum(self.points[i.code].points for i in criterion.indicators if i.code in self.points)
        return Fraction(100 * points, maximum) if maximum else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What can be compared: `before` with figures, or `refusal` in words."""

    before: YearBefore | None
    refusal: str


def comparison_for(cycle: MonitoringCycle, rubric: Rubric, school_ids: Collection[int] | None) -> Comparison:
    """Compares with the year before; only `school_ids` of it when a part of the district is looked at."""
    past = year_before(cycle)
    if past is None:
        return Comparison(None, "Утверждённых результатов прошлых лет нет, сравнивать пока не с чем.")
    if past.methodology_id != cycle.methodology_id:
        return Comparison(
            None, f"Результаты за {past.year_title} учебный год получены по другой методике и несопоставимы."
        )
    rows = [row for row in maps_of(past) if school_ids is None or row.school_id in school_ids]
    return Comparison(_year(past, cycle, rows, points_of(past, school_ids), rubric), "")


def _year(
    past: MonitoringCycle, cycle: MonitoringCycle, rows: list[MapRow], points: Mapping[str, PastPoints], rubric: Rubric
) -> YearBefore:
    results = {row.id: _result(row, rubric) for row in rows}
    counted = counted_of(past) if past.policy == Policy.APPLICABLE else {}
    known = [result for result in results.values() if result]
    groups = Counter(_group(row, results[row.id]) for row in rows)
    return YearBefore(
        year_title=past.year_title,
        same_policy=past.policy == cycle.policy,
        policy=Policy(past.policy),
        schools=len(known),
        mean=mean(result.percent for result in known),
        groups=groups,
        could=tuple((frozenset(row.levels), counted.get(row.id, frozenset())) for row in rows if results[row.id]),
        points=points,
    )


def _result(row: MapRow, rubric: Rubric) -> Result | None:
    if standing_of(row.state) is not Standing.RESULT:
        return None
    return result_of(row.final or 0, row.maximum, rubric.bands)


def _group(row: MapRow, result: Result | None) -> str:
    return result.band.key if result else standing_of(row.state).value
