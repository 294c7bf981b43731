"""How did a school go over its years, and which of them may be compared?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from monitoring.models import ExpertMap
from reports.contexts.between_years import BetweenYears
from reports.contexts.charts import Bar, bar
from reports.contexts.line_chart import YearValue
from reports.contexts.results import Result, result_of
from reports.queries.past_years import approved_maps_before, points_by_criterion
from scoring.queries.rubric import rubric as rubric_of
from scoring.queries.rubric_tree import Rubric


@dataclass(frozen=True, slots=True)
class PastYear:
    """One year of the school; `criteria` follow the rubric, None where that year was counted by a changed one.

    `cut` says why the year is not compared with the one before.
    """

    year_title: str
    result: Result
    criteria: tuple[int | None, ...]
    cut: str = ""

    @property
    def bar(self) -> Bar:
        return bar(self.year_title, self.result.percent, None)

    @property
    def value(self) -> YearValue:
        return YearValue(self.year_title, self.result.percent, self.result.share, self.cut)


def school_years(expert_map: ExpertMap, this_year: PastYear, tree: Rubric) -> tuple[PastYear, ...]:
    """The approved years before and this one last: 2 queries, 4 when they were counted by several versions."""
    maps = approved_maps_before(expert_map)
    if not maps:
        return (this_year,)
    points = points_by_criterion([past.pk for past in maps])
    between = BetweenYears((past.cycle.methodology_id for past in maps), expert_map.cycle.methodology_id)
    past_years = (_past(past, expert_map, tree, points.get(past.pk, {}), between) for past in maps)
    cuts = ("", *(between.sums_cut(newer.cycle, older.cycle) for older, newer in pairwise((*maps, expert_map))))
    return tuple(replace(year, cut=cut) for year, cut in zip((*past_years, this_year), cuts, strict=True))


def _past(
    past: ExpertMap, expert_map: ExpertMap, tree: Rubric, points: Mapping[int, int], between: BetweenYears
) -> PastYear:
    """Degrees are those of the year's own methodology."""
    bands = rubric_of(past.cycle.methodology_id).bands
    return PastYear(
        past.cycle.year_title,
        result_of(past.final_points or 0, past.maximum, bands),
        tuple(
            points.get(criterion.number, 0) if _is_alike(past, expert_map, between) else None
            for criterion in tree.criteria
        ),
    )


def _is_alike(past: ExpertMap, expert_map: ExpertMap, between: BetweenYears) -> bool:
    if past.cycle.methodology_id == expert_map.cycle.methodology_id:
        return True
    kinship = between.kinship(expert_map.cycle, past.cycle)
    return (
        kinship is not None
        and kinship.is_whole
        and all(kin.code_before == code for code, kin in kinship.by_code.items())
    )
