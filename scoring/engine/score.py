"""How many points does one claim earn, and by what working in words?"""

from __future__ import annotations

from functools import lru_cache

from russian.numbers import NBSP, integer, share
from russian.plurals import POINTS, Forms, counted
from scoring.engine.types import Claim, Empty, IndicatorRule, Kind, Level, Outcome, PartRule, Policy

CLASSES = {Level.NOO: (1, 4), Level.OOO: (5, 9), Level.SOO: (10, 11)}
NOT_FILLED = "Не заполнено"
# Said of a claim and of a checked answer alike: the words must not tell that somebody has confirmed it.
FACT, NO_FACT = "Факт есть", "Факта нет"


def score(
    rule: IndicatorRule,
    claim: Claim,
    *,
    levels: frozenset[Level],
    policy: Policy,
    condition: bool | None = None,
    counts_anyway: bool = False,
) -> Outcome:
    """Count one claim of a school that has `levels`.

    condition is the answer to the fact named by `rule.zero_unless`. counts_anyway: a person decided that the indicator
    counts for this school though none of its levels asks for it. Raises ValueError for a negative number
    or a numerator above its denominator: forms refuse these before.
    """
    _refuse_impossible(rule, claim)
    if not applies(rule, levels, counts_anyway=counts_anyway):
        return _not_applicable(rule, policy)
    if rule.zero_unless is not None and condition is False:
        return _zero(f"По показателю {rule.zero_unless} ответ «Нет»")
    if rule.kind is Kind.SHARE:
        return _score_share(rule, claim)
    relevant = tuple(part for part in rule.parts if part.level in levels)
    return _score_parts(rule, claim, relevant) if relevant else _score_fact(rule, claim)


def applies(rule: IndicatorRule, levels: frozenset[Level], *, counts_anyway: bool = False) -> bool:
    """Whether the indicator is asked of a school with these levels, by the rule or by a person's decision."""
    return counts_anyway or bool(rule.levels & levels)


def people_missing(numerator: int, denominator: int, threshold: int) -> int:
    """How many more people reach the threshold: ceil(threshold · denominator / 100) − numerator, at least 0."""
    return max(0, -(-threshold * denominator // 100) - numerator)


def _score_share(rule: IndicatorRule, claim: Claim) -> Outcome:
    assert rule.threshold is not None  # the rule's own invariant
    assert rule.unit is not None
    numerator, denominator = claim.numerator, claim.denominator
    if denominator == 0:
        return _zero(f"{numerator or 0} из 0: долю считать не от чего")
    if numerator is None or denominator is None:
        return Outcome(None, Empty.NOT_FILLED, NOT_FILLED)
    return _compare(numerator, denominator, rule.threshold, rule.unit, rule.maximum)


# A save scores the whole map, of which it changed one number: the words of the others are kept.
@lru_cache(maxsize=10_000)
def _compare(numerator: int, denominator: int, threshold: int, unit: Forms, maximum: int) -> Outcome:
    said = f"{integer(numerator)} из {integer(denominator)} = "
    said += share(numerator, denominator, threshold=threshold)
    if 100 * numerator >= threshold * denominator:
        return _reached(maximum, f"{said} ≥ {threshold}{NBSP}%")
    missing = people_missing(numerator, denominator, threshold)
    working = f"{said}, порог {threshold}{NBSP}% не достигнут, не хватает {counted(missing, unit)}"
    return Outcome(0, None, working, missing)


def _score_fact(rule: IndicatorRule, claim: Claim) -> Outcome:
    if claim.fact is None:
        return Outcome(None, Empty.NOT_FILLED, NOT_FILLED)
    return _reached(rule.maximum, FACT) if claim.fact else _zero(NO_FACT)


def _score_parts(rule: IndicatorRule, claim: Claim, relevant: tuple[PartRule, ...]) -> Outcome:
    """A fact of several levels: every level the school has must be answered «да»."""
    unanswered = [part.label for part in relevant if part.key not in claim.parts]
    if len(unanswered) == len(relevant):
        return Outcome(None, Empty.NOT_FILLED, NOT_FILLED)
    if unanswered:
        return Outcome(None, Empty.NOT_FILLED, f"{NOT_FILLED}: нет ответа {_at_levels(unanswered)}")
    lacking = [part.label for part in relevant if not claim.parts[part.key]]
    if lacking:
        return _zero(f"{NO_FACT} {_at_levels(lacking)}")
    return _reached(rule.maximum, f"{FACT} {_at_levels([part.label for part in relevant])}")


def _not_applicable(rule: IndicatorRule, policy: Policy) -> Outcome:
    reason = f"Не применимо: в школе нет {_classes(rule.levels)}."
    if policy is Policy.STRICT:
        return Outcome(0, Empty.NOT_APPLICABLE, f"{reason} По приложению{NBSP}1 — {counted(0, POINTS)}")
    return Outcome(None, Empty.NOT_APPLICABLE, f"{reason} Показатель исключён из максимума")


@lru_cache(maxsize=1000)
def _reached(maximum: int, why: str) -> Outcome:
    return Outcome(maximum, None, f"{why} — {counted(maximum, POINTS)}")


@lru_cache(maxsize=1000)
def _zero(why: str) -> Outcome:
    return Outcome(0, None, f"{why} — {counted(0, POINTS)}")


def _refuse_impossible(rule: IndicatorRule, claim: Claim) -> None:
    numerator, denominator = claim.numerator, claim.denominator
    if (numerator is not None and numerator < 0) or (denominator is not None and denominator < 0):
        raise ValueError(f"{rule.code}: a number of people is never negative")
    if numerator is not None and denominator is not None and numerator > denominator:
        raise ValueError(f"{rule.code}: the numerator is above the denominator")


def _at_levels(labels: list[str]) -> str:
    return ("на уровне " if len(labels) == 1 else "на уровнях ") + ", ".join(labels)


def _classes(levels: frozenset[Level]) -> str:
    """The classes of the levels, neighbours joined: «5–11 классов», «1–4 и 10–11 классов»."""
    spans: list[tuple[int, int]] = []
    for first, last in sorted(CLASSES[level] for level in levels):
        if spans and spans[-1][1] + 1 == first:
            spans[-1] = (spans[-1][0], last)
        else:
            spans.append((first, last))
    return " и ".join(f"{first}–{last}" for first, last in spans) + " классов"
