"""What does «статистическая обработка» of a year come to? Counted a second time, plainly, by the standard library."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import atanh, comb, exp, log, sqrt, tanh
from statistics import NormalDist

from reports.tests.readback.act import MAXIMUM, RULES, Rule
from reports.tests.readback.points import School
from reports.tests.readback.year import Year

FEW = 10
QUANTILE = NormalDist().inv_cdf(0.975)
Bounds = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """One indicator over the schools that can have it, and `known`, all those with a result."""

    rule: Rule
    schools: tuple[School, ...]

    @property
    def count(self) -> int:
        return len(self.schools)

    @property
    def reached(self) -> int:
        return sum(school.final[self.rule.code] for school in self.schools)

    @property
    def share(self) -> Fraction | None:
        return Fraction(100 * self.reached, self.count) if self.count >= FEW else None

    @property
    def interval(self) -> Bounds | None:
        """Wilson's, per cent: the roots of (p − x)² = z² x (1 − x) / n."""
        if self.count < FEW:
            return None
        p, n, z2 = self.reached / self.count, self.count, QUANTILE**2
        a, b, c = 1 + z2 / n, -(2 * p + z2 / n), p * p
        root = sqrt(b * b - 4 * a * c)
        return max(0.0, 100 * (-b - root) / (2 * a)), min(100.0, 100 * (-b + root) / (2 * a))

    @cached_property
    def r(self) -> float | None:
        """With the share of all other points the school can have; None where either does not vary."""
        own = [school.final[self.rule.code] for school in self.schools]
        rest = [float(_rest(school, self.rule.code)) for school in self.schools]
        if self.count < FEW or len(set(own)) < 2 or len(set(rest)) < 2:
            return None
        return statistics.correlation(own, rest)

    @property
    def r_interval(self) -> Bounds | None:
        if self.r is None:
            return None
        half = QUANTILE / sqrt(self.count - 3)
        return tanh(atanh(self.r) - half), tanh(atanh(self.r) + half)

    @property
    def differences(self) -> list[int]:
        return [school.claimed[self.rule.code] - school.verified[self.rule.code] for school in self.schools]


def _rest(school: School, code: str) -> Fraction:
    others = [school.final[other] for other, rule in RULES.items() if school.applies(rule) and other != code]
    return Fraction(sum(others), len(others))


def lines(year: Year) -> list[Line]:
    return [Line(rule, tuple(s for s in year.known if s.applies(rule))) for rule in RULES.values()]


def complete(year: Year) -> list[School]:
    """Schools that can have every indicator."""
    return [school for school in year.known if all(map(school.applies, RULES.values()))]


def kr20(schools: list[School], without: str = "") -> float | None:
    codes = [code for code in RULES if code != without]
    if len(schools) < FEW:
        return None
    totals = [sum(school.final[code] for code in codes) for school in schools]
    shares = [Fraction(sum(school.final[code] for school in schools), len(schools)) for code in codes]
    spread = statistics.pvariance(map(Fraction, totals))
    return float(Fraction(len(codes), len(codes) - 1) * (1 - sum(p * (1 - p) for p in shares) / spread))


def kr20_interval(value: float, schools: int) -> Bounds:
    """Bonett's, of the whole rubric."""
    half = QUANTILE * sqrt(2 * MAXIMUM / ((MAXIMUM - 1) * (schools - 2)))
    return 1 - exp(log(1 - value) + half), 1 - exp(log(1 - value) - half)


@dataclass(frozen=True)
class Differences:
    """Claimed less verified, a school each."""

    values: list[int]

    @property
    def over(self) -> int:
        return sum(value > 0 for value in self.values)

    @property
    def under(self) -> int:
        return sum(value < 0 for value in self.values)

    @property
    def mean(self) -> float | None:
        return sum(self.values) / len(self.values) if self.values else None

    @property
    def leans(self) -> int:
        """Where a fair coin would fall so unevenly in one case of twenty or rarer: to which side."""
        changed, most = self.over + self.under, max(self.over, self.under)
        tail = sum(comb(changed, heads) for heads in range(changed + 1) if max(heads, changed - heads) >= most)
        if 20 * tail > 2**changed:
            return 0
        return 1 if self.over > self.under else -1
