"""What would such a school answer? Random, but the same for the same seed."""

from __future__ import annotations

from random import Random
from typing import Any

from monitoring.demonstration.district import DemoSchool
from monitoring.models import ExpertMap
from schools.models import ReferenceFigures
from scoring.queries.rubric import Rubric, RubricIndicator

# How hard an indicator is: added to a school's strength, so that 2.1 is met by nearly all and 6.2 by few.
EASE = {
    "1.1": 0.15,
    "1.2": 0.05,
    "1.3": 0.05,
    "1.4": -0.18,
    "1.5": -0.12,
    "1.6": 0.25,
    "1.7": 0.02,
    "1.8": 0.16,
    "2.1": 0.3,
    "2.2": -0.32,
    "3.1": 0.1,
    "3.2": 0.08,
    "3.3": 0.05,
    "4.1": 0.02,
    "4.2": -0.3,
    "4.3": -0.12,
    "4.4": -0.2,
    "5.1": -0.1,
    "5.2": 0.22,
    "5.3": -0.05,
    "6.1": 0.12,
    "6.2": -0.6,
    "7.1": -0.2,
}


def invent_answers(
    demo: DemoSchool,
    expert_map: ExpertMap,
    rubric: Rubric,
    figures: ReferenceFigures,
    *,
    progress: float,
    random: Random,
) -> dict[str, dict[str, Any]]:
    """Values by code for every indicator the school has; `progress` lifts the chances year by year."""
    levels = frozenset(expert_map.levels)
    answers: dict[str, dict[str, Any]] = {}
    denominators: dict[str, int] = {}
    for indicator in rubric.indicators:
        if not indicator.rule.levels & levels:
            continue
        reached = random.random() < min(0.98, max(0.02, demo.strength + EASE[indicator.code] + progress + 0.05))
        answers[indicator.code] = _answer(indicator, reached, levels, figures, denominators, random)
    if answers["5.2"]["fact"] is False:
        answers["5.3"] = {"numerator": 0, "denominator": 0}
    return answers


def _answer(
    indicator: RubricIndicator,
    reached: bool,
    levels: frozenset[str],
    figures: ReferenceFigures,
    denominators: dict[str, int],
    random: Random,
) -> dict[str, Any]:
    if indicator.rule.parts:
        keys = [part.key for part in indicator.rule.parts if part.level in levels]
        return {"parts": {key: reached or key != keys[-1] for key in keys}}
    if not indicator.is_share:
        return {"fact": reached}
    return _share(indicator, reached, figures, denominators, random)


def _share(
    indicator: RubricIndicator, reached: bool, figures: ReferenceFigures, denominators: dict[str, int], random: Random
) -> dict[str, int]:
    quantity = indicator.denominator
    assert quantity is not None  # a share has both
    assert indicator.threshold is not None
    values: dict[str, int] = {}
    if indicator.owns_denominator:
        denominators[quantity.key] = values["denominator"] = _denominator(quantity.key, figures, random)
        whole = denominators[quantity.key]
    else:
        whole = sum(denominators.get(key, 0) for key in quantity.sum_of or (quantity.key,))
    least = -(-indicator.threshold * whole // 100)
    if reached:
        values["numerator"] = min(whole, least + int((whole - least) * random.random() ** 2 * 0.8))
    else:
        values["numerator"] = max(0, min(least - 1, int(least * random.uniform(0.45, 1.0))))
    return values


def _denominator(key: str, figures: ReferenceFigures, random: Random) -> int:
    """Close to ОО-1, now and then a few pupils off, as pupils move."""
    if key == "teachers_ovz":
        return max(2, round((figures.staff or 10) * 0.3))
    if key == "contest_participants":
        return random.randint(6, 60)
    known = getattr(figures, key) or 0
    return max(0, known + random.choice((0, 0, 0, 1, 2, -1, -2)))
