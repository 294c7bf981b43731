"""With which year is a cycle compared, and what came of that year?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from monitoring.models import MonitoringCycle
from reports.contexts.between_years import BetweenYears
from reports.contexts.results import Result, Standing, applies, criterion_maximum, mean, result_of, standing_of
from reports.queries.cycle_rows import MapRow, maps_of
from reports.queries.past_years import PastPoints, counted_of, points_of, year_before
from scoring.engine.types import Policy
from scoring.queries.rubric import rubric as rubric_of
from scoring.queries.rubric_tree import Rubric, RubricCriterion, RubricIndicator


@dataclass(frozen=True, slots=True)
class YearBefore:
    """An earlier approved year; `schools` are those with a result.

    `codes` lead from an indicator to what it was called then, and hold only those that stayed the same. `groups` is
    None, and so is `mean`, where sums are not compared. `could` has, for each school, its levels and the indicators
    that count by a reviewer's decision, by their codes of today.
    """

    year_title: str
    same_policy: bool
    policy: Policy
    schools: int
    mean: Fraction | None
    groups: Mapping[str, int] | None
    codes: Mapping[str, str]
    could: tuple[tuple[frozenset[str], frozenset[str]], ...]
    points: Mapping[str, PastPoints]

    def share(self, indicator: RubricIndicator) -> Fraction | None:
        """Per cent of the schools that could have it and reached it."""
        reached, applicable = self.reached_of(indicator)
        return Fraction(100 * reached, applicable) if applicable else None

    def reached_of(self, indicator: RubricIndicator) -> tuple[int, int]:
        """How many schools reached it, and how many could have it."""
        if indicator.code not in self.codes:
            return 0, 0
        reached = self._points(indicator).reached
        return reached, max(reached, sum(applies(indicator.rule, *could) for could in self.could))

    def _points(self, indicator: RubricIndicator) -> PastPoints:
        return self.points.get(self.codes[indicator.code], PastPoints(0, 0))

    def criterion_percent(self, criterion: RubricCriterion) -> Fraction | None:
        """None unless every indicator of the criterion stayed the same; what is gone from it is not missed."""
        if any(indicator.code not in self.codes for indicator in criterion.indicators):
            return None
        maximum = sum(criterion_maximum(criterion, levels, self.policy, counted) for levels, counted in self.could)
        points = sum(self._points(indicator).points for indicator in criterion.indicators)
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
    between = BetweenYears((past.methodology_id,), cycle.methodology_id)
    codes = {
        indicator.code: kin.code_before
        for indicator in rubric.indicators
        if (kin := between.kin(indicator.code, cycle, past)) and kin.is_same
    }
    if not codes:
        return Comparison(
            None, f"Результаты за {past.year_title} учебный год получены по другой методике и несопоставимы."
        )
    rows = [row for row in maps_of(past) if school_ids is None or row.school_id in school_ids]
    is_whole = past.methodology_id == cycle.methodology_id or not between.sums_cut(cycle, past)
    year = _year(past, cycle, rows, points_of(past, school_ids), codes, is_whole=is_whole)
    return Comparison(year, "" if is_whole else _partly(past, codes, rubric))


def _partly(past: MonitoringCycle, codes: Mapping[str, str], rubric: Rubric) -> str:
    return (
        f"Результаты за {past.year_title} учебный год получены по другой версии методики: средний результат и степени "
        f"не сравниваются, сравниваются только неизменившиеся показатели — {len(codes)} из {len(rubric.indicators)}."
    )


def _year(
    past: MonitoringCycle,
    cycle: MonitoringCycle,
    rows: list[MapRow],
    points: Mapping[str, PastPoints],
    codes: Mapping[str, str],
    *,
    is_whole: bool,
) -> YearBefore:
    rubric = rubric_of(past.methodology_id)
    results = {row.id: _result(row, rubric) for row in rows}
    counted = counted_of(past) if past.policy == Policy.APPLICABLE else {}
    known = [result for result in results.values() if result]
    return YearBefore(
        year_title=past.year_title,
        same_policy=past.policy == cycle.policy,
        policy=Policy(past.policy),
        schools=len(known),
        mean=mean(result.percent for result in known) if is_whole else None,
        groups=Counter(_group(row, results[row.id]) for row in rows) if is_whole else None,
        codes=codes,
        could=tuple((frozenset(row.levels), _today(counted.get(row.id), codes)) for row in rows if results[row.id]),
        points=points,
    )


def _today(counted: Collection[str] | None, codes: Mapping[str, str]) -> frozenset[str]:
    """Codes of that year as the indicators are called today."""
    return frozenset(code for code, before in codes.items() if before in (counted or ()))


def _result(row: MapRow, rubric: Rubric) -> Result | None:
    if standing_of(row.state) is not Standing.RESULT:
        return None
    return result_of(row.final or 0, row.maximum, rubric.bands)


def _group(row: MapRow, result: Result | None) -> str:
    return result.band.key if result else standing_of(row.state).value
