"""How far do claims lie from what was verified, and do they err to one side? Counts and an exact sign test.

Dixon, W. J., Mood, A. M. (1946). The statistical sign test. Journal of the American Statistical Association 41,
557–566; for two readings of one yes or no it is the exact form of McNemar, Q. (1947). Note on the sampling error of the
difference between correlated proportions or percentages. Psychometrika 12, 153–157. If too much and too little were
equally likely, m claims that were changed would split at least as unevenly as a : (m − a), a ≥ m − a, with probability

    min(1, 2 · Σ_{i=a…m} C(m, i) / 2^m)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import comb

RARE = Fraction(1, 20)


@dataclass(frozen=True, slots=True)
class Divergence:
    """Of `answers` claims `over` were too high and `under` too low; `points` is what they claimed too much together."""

    answers: int
    over: int
    under: int
    points: int

    @property
    def changed(self) -> int:
        return self.over + self.under

    @property
    def mean(self) -> Fraction | None:
        """Points claimed less points verified, a claim; None without claims."""
        return Fraction(self.points, self.answers) if self.answers else None

    @property
    def chance(self) -> Fraction:
        """How likely so uneven a split is when neither side is favoured."""
        tail = sum(comb(self.changed, i) for i in range(max(self.over, self.under), self.changed + 1))
        return min(Fraction(1), Fraction(2 * tail, 2**self.changed))

    @property
    def leans(self) -> int:
        """1 when claims are too high more often than chance explains, −1 when too low, 0 otherwise."""
        if self.chance > RARE:
            return 0
        return 1 if self.over > self.under else -1


def divergence(pairs: Iterable[tuple[int, int]]) -> Divergence:
    """Of (claimed, verified) points."""
    differences = [claimed - verified for claimed, verified in pairs]
    over, under = sum(by > 0 for by in differences), sum(by < 0 for by in differences)
    return Divergence(len(differences), over, under, sum(differences))
