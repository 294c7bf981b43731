"""What do the outcomes of one map add up to, and out of what?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from scoring.engine.types import Empty, IndicatorRule, Outcome, Policy


@dataclass(frozen=True, slots=True)
class Total:
    """points of maximum; filled of count are the indicators answered of those that ask for an answer."""

    points: int
    maximum: int
    filled: int
    count: int

    @property
    def percent(self) -> Fraction:
        """The exact share of the maximum in per cent; 0 when there is nothing to reach."""
        return Fraction(100 * self.points, self.maximum) if self.maximum else Fraction(0)


def total(pairs: Iterable[tuple[IndicatorRule, Outcome]], policy: Policy) -> Total:
    """Add up outcomes in any order. Only under APPLICABLE do inapplicable indicators leave the maximum."""
    points = maximum = filled = count = 0
    for rule, outcome in pairs:
        applicable = outcome.empty is not Empty.NOT_APPLICABLE
        points += outcome.points or 0
        maximum += rule.maximum if applicable or policy is Policy.STRICT else 0
        count += applicable
        filled += outcome.empty is None
    return Total(points, maximum, filled, count)
