"""How does the outcome of one answer read: a share, a sign and a few words?"""

from __future__ import annotations

from dataclasses import dataclass

from monitoring.models import IndicatorAnswer
from russian.numbers import NBSP, share
from russian.plurals import POINTS, counted
from scoring.engine.types import Empty, Outcome
from scoring.queries.rubric_tree import RubricIndicator

TAGS = {"reached": "high", "missed": "low"}
SIGNS = {"reached": "✓", "missed": "✗"}


@dataclass(frozen=True, slots=True)
class Working:
    """`share` is empty for a fact; `kind` is reached, missed or unfilled."""

    share: str
    kind: str
    text: str

    @property
    def tag(self) -> str:
        return TAGS.get(self.kind, "")

    @property
    def sign(self) -> str:
        return SIGNS.get(self.kind, "")


def working_of(indicator: RubricIndicator, answer: IndicatorAnswer, outcome: Outcome) -> Working:
    said = ""
    if outcome.empty is None and answer.numerator is not None and answer.denominator:
        said = share(answer.numerator, answer.denominator, threshold=indicator.threshold)
    return Working(said, _kind(outcome), _text(indicator, outcome))


def _kind(outcome: Outcome) -> str:
    if outcome.empty is not None:
        return "unfilled"
    return "reached" if outcome.points else "missed"


def _text(indicator: RubricIndicator, outcome: Outcome) -> str:
    if outcome.empty is None and outcome.points:
        return counted(outcome.points, POINTS)
    if outcome.empty is None and outcome.missing and indicator.rule.unit:
        return f"0{NBSP}баллов: не хватает {counted(outcome.missing, indicator.rule.unit)}"
    return outcome.working


def rule_in_words(indicator: RubricIndicator) -> str:
    """«Не менее 50 % — 1 балл»."""
    points = counted(indicator.rule.maximum, POINTS)
    if indicator.threshold is not None:
        return f"Не менее {indicator.threshold}{NBSP}% — {points}"
    return f"Есть на каждом уровне — {points}" if indicator.rule.parts else f"Факт наличия — {points}"


def is_not_applicable(outcome: Outcome) -> bool:
    return outcome.empty is Empty.NOT_APPLICABLE
