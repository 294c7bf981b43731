"""What came of one indicator: who reached it, who is one step away, why claims were corrected?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from monitoring.models import MonitoringCycle
from reports.contexts.charts import Bar, bar
from reports.contexts.comparison import Comparison, comparison_for
from reports.contexts.district import chosen_rows
from reports.contexts.district_indicators import IndicatorLine, indicator_line
from reports.contexts.district_schools import SchoolRow, school_rows
from reports.contexts.dots_chart import DotsChart, dots_chart
from reports.contexts.filters import ALL_SCHOOLS, Chosen
from reports.contexts.indicator_reasons import ReasonLine, reason_lines
from reports.contexts.indicator_schools import IndicatorSchool, indicator_school
from reports.contexts.wording import part, says_share
from reports.contexts.years import IndicatorYears, build_years
from reports.queries.reference_rows import reference_of
from schools.models import SchoolKind
from scoring.queries.rubric import rubric as rubric_of
from scoring.queries.rubric_tree import RubricIndicator

BY_SHARE = "share"


@dataclass(frozen=True, slots=True)
class KindAnswers:
    """Schools of one kind that can have the indicator."""

    kind: str
    title: str
    reached: int
    missed: int

    @property
    def bar(self) -> Bar:
        """The part of them that reached it."""
        return bar(self.title, Fraction(100 * self.reached, self.reached + self.missed), None)


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """One indicator of one cycle over the chosen schools; `schools` are those that can have it, with a result."""

    cycle_id: int
    year_title: str
    municipality: str
    approved: bool
    reference_day: date
    criterion_title: str
    indicator: RubricIndicator
    neighbours: tuple[RubricIndicator | None, RubricIndicator | None]
    chosen: Chosen
    of_schools: int
    shown: int
    line: IndicatorLine
    schools: tuple[IndicatorSchool, ...]
    unable: tuple[SchoolRow, ...]
    without_result: tuple[SchoolRow, ...]
    kinds: tuple[KindAnswers, ...]
    reasons: tuple[ReasonLine, ...]
    comparison: Comparison
    years: IndicatorYears

    @property
    def slug(self) -> str:
        """The indicator's place on the page of a map."""
        return self.indicator.code.replace(".", "-")

    @property
    def why_not_compared(self) -> str:
        """Why this year is not compared with the one before; empty when it is, or when there is none."""
        return self.years.years[-1].cut

    @property
    def near(self) -> tuple[IndicatorSchool, ...]:
        return tuple(school for school in self.schools if school.is_near)

    @property
    def says_shares(self) -> bool:
        """Of fewer than ten schools only numbers are said."""
        return says_share(len(self.schools))

    @property
    def dots(self) -> DotsChart | None:
        """A share's distribution; None for a fact."""
        threshold = self.indicator.threshold
        if threshold is None:
            return None
        places = [
            (school.row.map_id, school.share, f"{school.row.name}: {school.said}", school.is_reached)
            for school in self.schools
            if school.share is not None
        ]
        return dots_chart(
            places,
            threshold,
            f"Доли школ по показателю {self.indicator.code}: порог {threshold} %, "
            f"выполнили {part(self.line.reached, self.line.applicable)}.",
        )


def build_indicator(
    cycle: MonitoringCycle, code: str, *, chosen: Chosen = ALL_SCHOOLS, order: str = ""
) -> IndicatorPage:
    """10 queries whatever the number of schools, 8 without a year to compare with (the rubric apart).

    `code` is one of the rubric's.
    """
    tree, reference = rubric_of(cycle.methodology_id), reference_of(cycle)
    indicator = tree.by_code[code]
    everybody = school_rows(cycle, tree, reference)
    rows = chosen_rows(everybody, chosen, tree, cycle, reference)
    school_ids = None if chosen.is_everything else {row.school_id for row in rows}
    compared = comparison_for(cycle, tree, school_ids)
    able = [row for row in rows if row.result and row.can_have(indicator)]
    schools = [indicator_school(row, indicator) for row in able]
    return IndicatorPage(
        cycle_id=cycle.pk,
        year_title=cycle.year_title,
        municipality=cycle.municipality.name,
        approved=cycle.is_approved,
        reference_day=cycle.past_reference_day,
        criterion_title=next(c.title for c in tree.criteria if c.number == indicator.criterion_number),
        indicator=indicator,
        neighbours=_neighbours(tree.indicators, indicator),
        chosen=chosen,
        of_schools=len(everybody),
        shown=len(rows),
        line=indicator_line(indicator, able, compared),
        schools=tuple(_ordered(schools, order)),
        unable=tuple(row for row in rows if row.result and not row.can_have(indicator)),
        without_result=tuple(row for row in rows if row.result is None),
        kinds=_kinds(schools),
        reasons=reason_lines(able, code),
        comparison=compared,
        years=build_years(cycle, school_ids, [indicator]).indicators[0],
    )


def _neighbours(
    indicators: Sequence[RubricIndicator], indicator: RubricIndicator
) -> tuple[RubricIndicator | None, RubricIndicator | None]:
    place = indicators.index(indicator)
    before = indicators[place - 1] if place else None
    return before, indicators[place + 1] if place + 1 < len(indicators) else None


def _ordered(schools: Sequence[IndicatorSchool], order: str) -> Sequence[IndicatorSchool]:
    """In natural order unless asked: the sort is stable, so equals keep it."""
    if order != BY_SHARE:
        return schools
    return sorted(schools, key=lambda school: (school.share if school.share is not None else -1, school.is_reached))


def _kinds(schools: Sequence[IndicatorSchool]) -> tuple[KindAnswers, ...]:
    lines = {kind.value: KindAnswers(kind.value, kind.label, 0, 0) for kind in SchoolKind}
    for school in schools:
        line = lines[school.row.kind]
        lines[school.row.kind] = replace(
            line, reached=line.reached + school.is_reached, missed=line.missed + (not school.is_reached)
        )
    return tuple(line for line in lines.values() if line.reached or line.missed)
