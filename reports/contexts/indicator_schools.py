"""What has one school under one indicator, and how far is it from the point?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from reports.contexts.district_schools import LEVEL_NAMES, SchoolRow
from reports.contexts.wording import part, says_share
from russian.numbers import share as share_said
from scoring.engine.score import people_missing
from scoring.queries.rubric_tree import RubricIndicator

NEAR_PART = 10


@dataclass(frozen=True, slots=True)
class IndicatorSchool:
    """A school that can have the indicator; numbers are verified ones, the claim stands beside when it differed.

    `share` is None for a fact and where there is nobody to count; `missing` are people short of the threshold.
    """

    row: SchoolRow
    said: str
    claimed_said: str
    share: Fraction | None
    is_reached: bool
    missing: int
    is_near: bool
    reason: str


def indicator_school(row: SchoolRow, indicator: RubricIndicator) -> IndicatorSchool:
    code = indicator.code
    answer, correction = row.answers[code], row.corrections.get(code)
    numerator, denominator = row.numbers(code)
    is_reached, threshold = row.reached(code), indicator.threshold
    missing = 0 if is_reached or threshold is None else people_missing(numerator or 0, denominator or 0, threshold)
    claimed = _share(answer.numerator, answer.denominator, threshold) if threshold is not None else _fact(row, code)
    verified = _share(numerator, denominator, threshold) if threshold is not None else _checked_fact(row, code)
    return IndicatorSchool(
        row=row,
        said=verified,
        claimed_said=claimed if claimed != verified else "",
        share=Fraction(100 * (numerator or 0), denominator) if threshold is not None and denominator else None,
        is_reached=is_reached,
        missing=missing,
        is_near=not is_reached and _is_near(row, indicator, missing),
        reason=" / ".join(filter(None, (correction.reason if correction else "", answer.final_reason))),
    )


def _is_near(row: SchoolRow, indicator: RubricIndicator, missing: int) -> bool:
    """One person short, or at most a tenth of those needed; of a compound fact, one level short."""
    if indicator.threshold is not None:
        needed = -(-indicator.threshold * (row.numbers(indicator.code)[1] or 0) // 100)
        return 0 < missing <= max(1, needed // NEAR_PART)
    parts = row.answers[indicator.code].parts
    if not parts or indicator.code in row.corrections or len(parts) == 1:
        return False
    return sum(not said for said in parts.values()) == 1


def _share(numerator: int | None, denominator: int | None, threshold: int | None) -> str:
    """«104 из 180, 57,8 %»; of fewer than ten people the share is not said."""
    if denominator is None:
        return "нет ответа"
    said = part(numerator or 0, denominator)
    if not says_share(denominator):
        return said
    return f"{said}, {share_said(numerator or 0, denominator, threshold=threshold)}"


def _fact(row: SchoolRow, code: str) -> str:
    answer = row.answers[code]
    if answer.parts:
        return ", ".join(f"{LEVEL_NAMES.get(key, key)}: {_yes(said)}" for key, said in answer.parts.items())
    return "нет ответа" if answer.fact is None else _yes(answer.fact)


def _checked_fact(row: SchoolRow, code: str) -> str:
    correction = row.corrections.get(code)
    if correction is not None:
        return _yes(bool(correction.points) if correction.fact is None else correction.fact)
    return _fact(row, code)


def _yes(said: bool) -> str:
    return "да" if said else "нет"
