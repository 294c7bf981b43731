"""How far did self-assessment stand up to verification?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from monitoring.models import MonitoringCycle
from monitoring.reconciling import TOLERANCE, form_day, is_movement_of_pupils
from reports.contexts.district_schools import SchoolRow
from reports.contexts.results import Standing
from reports.queries.reference_rows import Figures
from scoring.queries.rubric_tree import Rubric, RubricIndicator, RubricQuantity


@dataclass(frozen=True, slots=True)
class CheckedIndicator:
    """How often verification lowered and raised an indicator."""

    indicator: RubricIndicator
    lowered: int
    raised: int

    @property
    def changed(self) -> int:
        return self.lowered + self.raised


@dataclass(frozen=True, slots=True)
class Trust:
    """Points of all schools with a result: claimed, verified, final; how many answers verification changed."""

    answers: int
    claimed: int
    verified: int
    final: int
    lowered: int
    raised: int
    evaluated: int
    indicators: tuple[CheckedIndicator, ...]
    schools: tuple[SchoolRow, ...]
    off_reference: tuple[SchoolRow, ...]
    compared_with_reference: int

    @property
    def changed(self) -> int:
        return self.lowered + self.raised

    @property
    def tolerance(self) -> str:
        return TOLERANCE

    @property
    def changed_share(self) -> Fraction | None:
        return Fraction(100 * self.changed, self.answers) if self.answers else None


def trust(
    rows: Sequence[SchoolRow],
    rubric: Rubric,
    cycle: MonitoringCycle,
    reference: Mapping[tuple[int, date], Figures],
) -> Trust:
    """`schools` are those whose sum verification changed, in natural order."""
    known = [row for row in rows if row.standing is Standing.RESULT]
    indicators = [_checked(indicator, known) for indicator in rubric.indicators]
    compared = [(row, _differences(row, rubric, cycle, reference)) for row in known]
    answers = [answer for row in known for answer in row.answers.values()]
    return Trust(
        answers=sum(row.can_have(indicator) for row in known for indicator in rubric.indicators),
        claimed=sum(answer.claimed or 0 for answer in answers),
        verified=sum(answer.verified or 0 for answer in answers),
        final=sum(answer.final or 0 for answer in answers),
        lowered=sum(line.lowered for line in indicators),
        raised=sum(line.raised for line in indicators),
        evaluated=sum((answer.verified or 0) != (answer.final or 0) for answer in answers),
        indicators=tuple(sorted((line for line in indicators if line.changed), key=lambda line: -line.changed)),
        schools=tuple(row for row in known if row.changed),
        off_reference=tuple(row for row, found in compared if any(found)),
        compared_with_reference=sum(bool(found) for _, found in compared),
    )


def schools_off_reference(
    rows: Sequence[SchoolRow],
    rubric: Rubric,
    cycle: MonitoringCycle,
    reference: Mapping[tuple[int, date], Figures],
) -> set[int]:
    """Ids of schools with a verified denominator off ОО-1 by more than pupils move."""
    known = (row for row in rows if row.standing is Standing.RESULT)
    return {row.school_id for row in known if any(_differences(row, rubric, cycle, reference))}


def _checked(indicator: RubricIndicator, rows: Sequence[SchoolRow]) -> CheckedIndicator:
    answers = [row.answers[indicator.code] for row in rows]
    return CheckedIndicator(
        indicator,
        lowered=sum((answer.verified or 0) < (answer.claimed or 0) for answer in answers),
        raised=sum((answer.verified or 0) > (answer.claimed or 0) for answer in answers),
    )


def _differences(
    row: SchoolRow, rubric: Rubric, cycle: MonitoringCycle, reference: Mapping[tuple[int, date], Figures]
) -> list[bool]:
    """For every denominator ОО-1 knows: whether the verified number is off it by more than pupils move."""
    found = []
    for indicator in rubric.indicators:
        if not indicator.owns_denominator or indicator.denominator is None or not row.can_have(indicator):
            continue
        said, known = row.numbers(indicator.code)[1], _figure(indicator.denominator, row, cycle, reference)
        if said is not None and known is not None:
            found.append(not is_movement_of_pupils(said, known))
    return found


def _figure(
    quantity: RubricQuantity, row: SchoolRow, cycle: MonitoringCycle, reference: Mapping[tuple[int, date], Figures]
) -> int | None:
    return reference.get((row.school_id, form_day(cycle, quantity)), {}).get(quantity.reference_field)
