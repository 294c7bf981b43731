"""What is known beside an answer: its figure in ОО-1, and what the school answered a year ago?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from monitoring.domain.checks import CheckContext, reference_value
from monitoring.domain.sheet import Sheet
from monitoring.models import IndicatorAnswer
from monitoring.queries.figures import Figures
from monitoring.reconciling import ReferenceGap
from russian.dates import short_date
from russian.numbers import integer, share
from russian.plurals import POINTS, counted
from scoring.queries.rubric_tree import RubricIndicator


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The ОО-1 figure of a denominator entered here, the day of the form, and how the claim differs."""

    reference: int
    day: date
    gap: ReferenceGap | None
    is_explained: bool

    @property
    def wants_words(self) -> bool:
        return self.gap is not None and self.gap.beyond_tolerance and not self.is_explained

    @property
    def figure(self) -> str:
        return f"ОО-1 на {short_date(self.day)}: {integer(self.reference)}"

    @property
    def agreement(self) -> str:
        """What follows the figure: whether the claim agrees with it; empty where nothing is claimed yet."""
        if self.gap is None:
            return ""
        if self.gap.difference == 0:
            return ", совпадает"
        differs = f", расхождение {integer(self.gap.difference)}"
        if not self.gap.beyond_tolerance:
            return f"{differs}, в пределах допуска"
        return f"{differs}, есть пояснение" if self.is_explained else f"{differs} — поясните для проверяющего"


def reconciled(sheet: Sheet, code: str, figures: Figures) -> Reconciled | None:
    """None where ОО-1 has no figure, and where the number is not entered but reused."""
    indicator, answer = sheet.indicator(code), sheet.answers[code]
    if indicator.denominator is None or not indicator.owns_denominator or not sheet.is_applicable(code):
        return None
    reference = reference_value(CheckContext(sheet=sheet, evidence_counts={}, reference=figures.values), code)
    if reference is None:
        return None
    gap = None if answer.denominator is None else ReferenceGap(answer.denominator, reference)
    day = figures.days[indicator.denominator.reference_field]
    return Reconciled(reference=reference, day=day, gap=gap, is_explained=bool(answer.note.strip()))


def past_in_words(indicator: RubricIndicator, past: IndicatorAnswer | None) -> str:
    """«51 из 171, 29,8 %, 0 баллов»; the final points where there are any, empty where nothing was answered."""
    if past is None:
        return ""
    points = past.claimed_points if past.final_points is None else past.final_points
    words = _share(indicator, past) if indicator.is_share else _fact(indicator, past)
    return f"{words}, {counted(points, POINTS)}" if words and points is not None else words


def _share(indicator: RubricIndicator, past: IndicatorAnswer) -> str:
    if past.numerator is None or past.denominator is None:
        return ""
    said = f"{integer(past.numerator)} из {integer(past.denominator)}"
    return (
        f"{said}, {share(past.numerator, past.denominator, threshold=indicator.threshold)}"
        if past.denominator
        else said
    )


def _fact(indicator: RubricIndicator, past: IndicatorAnswer) -> str:
    if indicator.rule.parts:
        labels = {part.key: part.label for part in indicator.rule.parts}
        return ", ".join(f"{labels[key]} — {yes_no(value)}" for key, value in past.parts.items() if key in labels)
    return yes_no(past.fact) if past.fact is not None else ""


def yes_no(value: bool) -> str:
    return "да" if value else "нет"
