"""What is a result: of one map, and of many?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from monitoring.states import MapState
from russian.numbers import NBSP, share
from scoring.engine.bands import Band, band_of, least_points
from scoring.engine.types import IndicatorRule, Policy
from scoring.queries.rubric_tree import RubricBand, RubricCriterion


class Standing(StrEnum):
    """Whether a map has a result yet; «карта не представлена» is never 0 points."""

    RESULT = "result"
    CHECKING = "checking"
    ABSENT = "absent"


STANDINGS = {
    MapState.FILLING: Standing.ABSENT,
    MapState.NOT_SUBMITTED: Standing.ABSENT,
    MapState.SUBMITTED: Standing.CHECKING,
    MapState.RETURNED: Standing.CHECKING,
    MapState.VERIFIED: Standing.RESULT,
    MapState.EVALUATED: Standing.RESULT,
    MapState.APPROVED: Standing.RESULT,
    MapState.REOPENED: Standing.RESULT,
    MapState.REVISED: Standing.RESULT,
}


@dataclass(frozen=True, slots=True)
class Result:
    """Final points of a maximum, with the degree they reach; `share` is what people read."""

    points: int
    maximum: int
    band: Band
    share: str

    @property
    def percent(self) -> Fraction:
        return Fraction(100 * self.points, self.maximum) if self.maximum else Fraction(0)


@dataclass(frozen=True, slots=True)
class Scale:
    """One line of the scale a result is read by: «средняя», «от 60 % до 80 %», «14–18 баллов»."""

    band: Band
    shares: str
    points: str


def standing_of(state: str) -> Standing:
    return STANDINGS[MapState(state)]


def result_of(points: int, maximum: int, bands: Sequence[Band]) -> Result:
    """The share is never written as a degree's limit that was not reached: 79,96 % is not «80,0 %»."""
    reached = band_of(points, maximum, bands)
    above = [band.share_from for band in bands if band.share_from > reached.share_from]
    return Result(points, maximum, reached, share(points, maximum, threshold=min(above, default=None)))


def scale(bands: Sequence[RubricBand], maximum: int) -> tuple[Scale, ...]:
    """The degrees, highest first, with the points they take out of this maximum."""
    highest_first = sorted(bands, key=lambda band: band.share_from, reverse=True)
    top, limit, lines = maximum, None, []
    for band in highest_first:
        least = least_points(band, maximum)
        lines.append(Scale(band, _shares(band.share_from, limit), _points(least, top)))
        top, limit = least - 1, band.share_from
    return tuple(lines)


def _shares(share_from: int, limit: int | None) -> str:
    if limit is None:
        return f"от {share_from}{NBSP}%"
    if share_from == 0:
        return f"менее {limit}{NBSP}%"
    return f"от {share_from}{NBSP}%, но менее {limit}{NBSP}%"


def _points(least: int, most: int) -> str:
    if least == 0:
        return f"{most} и менее"
    return f"{least}–{most}" if least < most else str(most)


def applies(rule: IndicatorRule, levels: Collection[str], counted: Collection[str] = ()) -> bool:
    """A Level equals its text as rows hold it. `counted` are codes the reviewer decided to count."""
    return rule.code in counted or not rule.levels.isdisjoint(levels)


def criterion_maximum(
    criterion: RubricCriterion, levels: Collection[str], policy: Policy, counted: Collection[str] = ()
) -> int:
    """Strictly by Annex 1 every indicator counts; with applicability only those the school can have."""
    rules = [indicator.rule for indicator in criterion.indicators]
    return sum(rule.maximum for rule in rules if policy is Policy.STRICT or applies(rule, levels, counted))


def mean(values: Iterable[Fraction]) -> Fraction | None:
    numbers = list(values)
    return sum(numbers, Fraction(0)) / len(numbers) if numbers else None


def median(values: Iterable[Fraction]) -> Fraction | None:
    numbers = sorted(values)
    if not numbers:
        return None
    middle = len(numbers) // 2
    return numbers[middle] if len(numbers) % 2 else (numbers[middle - 1] + numbers[middle]) / 2
