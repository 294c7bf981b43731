"""How do typed or stored values of an answer read in a sentence?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from monitoring.models import IndicatorAnswer
from monitoring.views.map_screen.facts import yes_no
from russian.numbers import integer
from scoring.queries.rubric_tree import RubricIndicator

NOTHING = "не заполнено"


def values_of(answer: IndicatorAnswer) -> dict[str, Any]:
    return {
        "numerator": answer.numerator,
        "denominator": answer.denominator,
        "fact": answer.fact,
        "parts": answer.parts,
        "note": answer.note,
    }


def in_words(indicator: RubricIndicator, values: Mapping[str, Any]) -> str:
    """«104 из 180, пояснение: «…»»; fields that are absent are not spoken of."""
    said = _numbers(indicator, values) if indicator.is_share else _facts(indicator, values)
    note = values.get("note")
    return f"{said}, пояснение: «{note}»" if note else said


def _numbers(indicator: RubricIndicator, values: Mapping[str, Any]) -> str:
    numerator = values.get("numerator")
    said = NOTHING if numerator is None else integer(numerator)
    if not indicator.owns_denominator or "denominator" not in values:
        return said
    denominator = values["denominator"]
    return f"{said} из {'…' if denominator is None else integer(denominator)}"


def _facts(indicator: RubricIndicator, values: Mapping[str, Any]) -> str:
    if indicator.rule.parts:
        labels = {part.key: part.label for part in indicator.rule.parts}
        parts = values.get("parts") or {}
        return ", ".join(f"{labels[key]} — {yes_no(parts[key])}" for key in labels if key in parts) or NOTHING
    fact = values.get("fact")
    return NOTHING if fact is None else yes_no(fact)
