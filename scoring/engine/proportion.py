"""How far may a share of a few vary by chance? Wilson's interval.

Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the American
Statistical Association 22, 209–212. Of n schools s reached the indicator; with z of the normal law

    (s + z²/2) / (n + z²)  ±  z / (n + z²) · √( s (n − s) / n + z²/4 )

It keeps to 0 … 1 and holds for few schools and for shares near the ends, where s/n ± z √(p(1 − p)/n) does not: Brown,
L. D., Cai, T. T., DasGupta, A. (2001). Interval estimation for a binomial proportion. Statistical Science 16, 101–133.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

NORMAL_95 = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds of a 95 % interval, both inside it."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


def wilson(reached: int, count: int) -> Interval | None:
    """The interval of reached / count as shares; None of nobody. Exactly 0 at none, exactly 1 at all."""
    if not 0 <= reached <= count:
        raise ValueError("those who reached are a part of all")
    if not count:
        return None
    squared = NORMAL_95**2
    centre = (reached + squared / 2) / (count + squared)
    half = NORMAL_95 / (count + squared) * sqrt(reached * (count - reached) / count + squared / 4)
    low = 0.0 if reached == 0 else centre - half
    high = 1.0 if reached == count else centre + half
    return Interval(low, high)
