"""Do the indicators of a rubric tell schools apart, and do they measure one thing? Item–rest correlation and KR-20.

**Item–rest correlation**: Pearson's r (for an indicator of 0 or 1, the point-biserial one) between an indicator and
the rest of the school's result without it. With the indicator left in, it would correlate with itself: Henrysson, S.
(1963). Correction of item-total correlations in item analysis. Psychometrika 28, 211–218. The rest is a share of what
the school can have, so that schools of different levels stand beside each other. Its interval is Fisher's, R. A.
(1921). On the “probable error” of a coefficient of correlation deduced from a small sample. Metron 1, 3–32:

    tanh( artanh r ± z / √(n − 3) )

**KR-20**: Kuder, G. F., Richardson, M. W. (1937). The theory of the estimation of test reliability. Psychometrika 2,
151–160, formula 20:

    k / (k − 1) · (1 − Σ p_i q_i / σ²)

k indicators, p_i the share of schools that reached the i-th, q_i = 1 − p_i, σ² the variance of totals with n below. An
indicator everybody or nobody reached adds 0 to the sum and 1 to k. Its interval is Bonett's, D. G. (2002). Sample size
requirements for testing and estimating coefficient alpha. Journal of Educational and Behavioral Statistics 27, 335–340:

    1 − exp( ln(1 − KR-20) ± z √( 2k / ((k − 1)(n − 2)) ) )
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import atanh, copysign, exp, lcm, log, sqrt, tanh

from scoring.engine.proportion import NORMAL_95, Interval

# Of one school: whether it reached each indicator it can have, by code.
Reached = Mapping[str, bool]


class Undefined(StrEnum):
    """Why there is no number: nothing varies."""

    NOBODY_ASKED = "nobody_asked"
    ALL_REACHED = "all_reached"
    NOBODY_REACHED = "nobody_reached"
    REST_IS_THE_SAME = "rest_is_the_same"


@dataclass(frozen=True, slots=True)
class Correlation:
    """r over `count` schools, kept as its sign and its exact square."""

    sign: int
    square: Fraction
    count: int

    @property
    def value(self) -> float:
        return copysign(sqrt(self.square), self.sign)

    def is_at_least(self, limit: Fraction) -> bool:
        """r ≥ limit, decided without rounding; the limit is not negative."""
        return self.sign >= 0 and self.square >= limit**2

    @property
    def interval(self) -> Interval | None:
        """None where Fisher's transformation has none: fewer than four schools, or r of ±1."""
        if self.count < 4 or self.square >= 1:
            return None
        middle, half = atanh(self.value), NORMAL_95 / sqrt(self.count - 3)
        return Interval(tanh(middle - half), tanh(middle + half))


@dataclass(frozen=True, slots=True)
class Coherence:
    """KR-20 of `indicators` over `schools`; at most 1, below 0 where indicators contradict each other."""

    value: Fraction
    indicators: int
    schools: int

    @property
    def interval(self) -> Interval | None:
        """None for full agreement and for fewer than three schools."""
        if self.value >= 1 or self.schools < 3:
            return None
        middle = log(1 - self.value)
        half = NORMAL_95 * sqrt(2 * self.indicators / ((self.indicators - 1) * (self.schools - 2)))
        return Interval(1 - exp(middle + half), 1 - exp(middle - half))


def item_rest(schools: Iterable[Reached], code: str) -> Correlation | Undefined:
    """Over the schools that can have the indicator and at least one other."""
    able = [row for row in schools if code in row and len(row) > 1]
    if not able:
        return Undefined.NOBODY_ASKED
    reached = sum(row[code] for row in able)
    if reached in (0, len(able)):
        return Undefined.ALL_REACHED if reached else Undefined.NOBODY_REACHED
    # Shares of the rest in parts of one whole: r does not depend on the unit, and integers stay exact and quick.
    whole = lcm(*(len(row) - 1 for row in able))
    pairs = [(int(row[code]), (sum(row.values()) - row[code]) * (whole // (len(row) - 1))) for row in able]
    return correlation(pairs) or Undefined.REST_IS_THE_SAME


def correlation(pairs: Sequence[tuple[int, int]]) -> Correlation | None:
    """Pearson's r; None when either side does not vary."""
    count = len(pairs)
    first, second = sum(x for x, _ in pairs), sum(y for _, y in pairs)
    together = count * sum(x * y for x, y in pairs) - first * second
    spread = (count * sum(x * x for x, _ in pairs) - first**2) * (count * sum(y * y for _, y in pairs) - second**2)
    if not spread:
        return None
    return Correlation((together > 0) - (together < 0), Fraction(together**2, spread), count)


def kr20(schools: Sequence[Sequence[bool]]) -> Coherence | None:
    """Over schools that answer to the same indicators, in the same order.

    None for fewer than two indicators or when all schools have the same total.
    """
    count = len(schools)
    indicators = len(schools[0]) if schools else 0
    totals = [sum(row) for row in schools]
    spread = count * sum(total * total for total in totals) - sum(totals) ** 2
    if indicators < 2 or not spread:
        return None
    reached = [sum(column) for column in zip(*schools, strict=True)]
    single = sum(one * (count - one) for one in reached)
    value = Fraction(indicators, indicators - 1) * (1 - Fraction(single, spread))
    return Coherence(value, indicators, count)


def kr20_without(schools: Sequence[Sequence[bool]], place: int) -> Coherence | None:
    """KR-20 of the rubric less one indicator: higher than KR-20 itself, the indicator measures something else."""
    return kr20([[*row[:place], *row[place + 1 :]] for row in schools])
