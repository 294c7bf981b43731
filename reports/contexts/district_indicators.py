"""How many schools reached each indicator, and how far did each criterion get?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from monitoring.reconciling import is_of_new_form
from reports.contexts.charts import Bar, bar
from reports.contexts.comparison import Comparison
from reports.contexts.district_schools import SchoolRow
from reports.contexts.results import Standing, criterion_maximum
from reports.contexts.wording import part, people_share, says_share, share_of
from russian.numbers import points_change
from scoring.engine.score import people_missing
from scoring.engine.types import Policy
from scoring.queries.rubric_tree import Rubric, RubricCriterion, RubricIndicator

DEFICIT_BELOW = 50
STRONG_FROM = 80


@dataclass(frozen=True, slots=True)
class People:
    """Those counted in all schools together after verification."""

    numerator: int
    denominator: int

    @property
    def said(self) -> str:
        return people_share(self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class MissedBy:
    """A school that did not reach an indicator; `missing` people to the threshold, 0 for a fact."""

    school: SchoolRow
    missing: int


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator over the schools that can have it; `share` and `before` are per cents of them."""

    indicator: RubricIndicator
    applicable: int
    reached: int
    share: Fraction | None
    before: Fraction | None
    before_of: tuple[int, int] | None
    people: People | None
    missed: tuple[MissedBy, ...]

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def change(self) -> Fraction | None:
        return None if self.share is None or self.before is None else self.share - self.before

    @property
    def says_share(self) -> bool:
        """Of fewer than ten schools only numbers are said."""
        return says_share(self.applicable)

    @property
    def share_said(self) -> str:
        """«87,5 %»; empty where only numbers are said."""
        return share_of(self.reached, self.applicable)

    @property
    def reached_said(self) -> str:
        """«87,5 %», or «7 из 8» where only numbers are said."""
        return self.share_said or part(self.reached, self.applicable)

    @property
    def says_before(self) -> bool:
        return self.before_of is not None and says_share(self.before_of[1])

    @property
    def says_change(self) -> bool:
        return self.says_share and self.says_before

    @property
    def change_said(self) -> str:
        """«+4,1 п. п.», or «было 6 из 8» where only numbers are said; empty when it is not compared."""
        if self.says_change and self.change is not None:
            return points_change(self.change)
        return f"было {self.before_said}" if self.before_said else ""

    @property
    def before_said(self) -> str:
        """«17 из 23» of the year before; empty when it is not compared."""
        return part(*self.before_of) if self.before_of and self.before is not None else ""

    @property
    def bar(self) -> Bar:
        """The share filled, last year's as the mark."""
        return bar(self.code, self.share, self.before)

    @property
    def explains_itself(self) -> bool:
        """6.2 and 7.1: about graduates, counted by the next ОО-1; readers are told how to take them."""
        quantity = self.indicator.denominator
        return quantity is not None and is_of_new_form(quantity)

    @property
    def is_deficit(self) -> bool:
        """Fewer than half of the schools that can have it reached it."""
        return self.share is not None and self.share < DEFICIT_BELOW

    @property
    def is_strong(self) -> bool:
        return self.share is not None and self.share >= STRONG_FROM


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """Points of all schools with a result together; per cents are of `maximum`, mean points are a school's."""

    criterion: RubricCriterion
    schools: int
    maximum: int
    claimed: int
    final: int
    before: Fraction | None

    @property
    def claimed_percent(self) -> Fraction | None:
        return Fraction(100 * self.claimed, self.maximum) if self.maximum else None

    @property
    def final_percent(self) -> Fraction | None:
        return Fraction(100 * self.final, self.maximum) if self.maximum else None

    @property
    def bar(self) -> Bar:
        """The final share filled, last year's as the mark."""
        return bar(self.criterion.short_title, self.final_percent, self.before)

    @property
    def mean_points(self) -> Fraction | None:
        return Fraction(self.final, self.schools) if self.schools else None

    @property
    def change(self) -> Fraction | None:
        final = self.final_percent
        return None if final is None or self.before is None else final - self.before


def indicator_lines(rows: Sequence[SchoolRow], rubric: Rubric, comparison: Comparison) -> tuple[IndicatorLine, ...]:
    with_result = [row for row in rows if row.standing is Standing.RESULT]
    return tuple(
        indicator_line(indicator, [row for row in with_result if row.can_have(indicator)], comparison)
        for indicator in rubric.indicators
    )


def indicator_line(indicator: RubricIndicator, able: Sequence[SchoolRow], comparison: Comparison) -> IndicatorLine:
    """`able` are schools with a result that can have it."""
    missed = [row for row in able if not row.reached(indicator.code)]
    reached = len(able) - len(missed)
    return IndicatorLine(
        indicator=indicator,
        applicable=len(able),
        reached=reached,
        share=Fraction(100 * reached, len(able)) if able else None,
        before=comparison.before.share(indicator) if comparison.before else None,
        before_of=comparison.before.reached_of(indicator) if comparison.before else None,
        people=_people(indicator, able) if indicator.is_share else None,
        missed=tuple(MissedBy(row, _missing(indicator, row)) for row in missed),
    )


def _people(indicator: RubricIndicator, rows: Sequence[SchoolRow]) -> People:
    pairs = [row.numbers(indicator.code) for row in rows]
    known = [(numerator or 0, denominator) for numerator, denominator in pairs if denominator is not None]
    return People(sum(numerator for numerator, _ in known), sum(denominator for _, denominator in known))


def _missing(indicator: RubricIndicator, row: SchoolRow) -> int:
    if indicator.threshold is None:
        return 0
    numerator, denominator = row.numbers(indicator.code)
    return people_missing(numerator or 0, denominator or 0, indicator.threshold)


def criterion_lines(
    rows: Sequence[SchoolRow], rubric: Rubric, policy: Policy, comparison: Comparison
) -> tuple[CriterionLine, ...]:
    with_result = [row for row in rows if row.standing is Standing.RESULT]
    return tuple(_criterion(criterion, with_result, policy, comparison) for criterion in rubric.criteria)


def _criterion(
    criterion: RubricCriterion, rows: Sequence[SchoolRow], policy: Policy, comparison: Comparison
) -> CriterionLine:
    answers = [row.answers[indicator.code] for row in rows for indicator in criterion.indicators]
    return CriterionLine(
        criterion=criterion,
        schools=len(rows),
        maximum=sum(criterion_maximum(criterion, row.levels, policy, row.counted) for row in rows),
        claimed=sum(answer.claimed or 0 for answer in answers),
        final=sum(answer.final or 0 for answer in answers),
        before=comparison.before.criterion_percent(criterion) if comparison.before else None,
    )
