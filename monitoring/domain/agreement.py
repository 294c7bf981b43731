"""How well do two readings of the same claims agree, beyond what chance would give? Pure arithmetic.

Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20, 37–46:

    κ = (p_o − p_e) / (1 − p_e),   p_o = Σ p_ii,   p_e = Σ p_i. p_.i

Standard error for an interval, not for a test of κ = 0: Fleiss, J. L., Cohen, J., Everitt, B. S. (1969). Large sample
standard errors of kappa and weighted kappa. Psychological Bulletin 72, 323–327, formula (13):

    var κ = (A + B − C) / (n (1 − p_e)²)
    A = Σ_i p_ii (1 − (p_i. + p_.i)(1 − κ))²
    B = (1 − κ)² Σ_{i≠j} p_ij (p_.i + p_j.)²
    C = (κ − p_e (1 − κ))²

where p_ij is the share of claims the first reading put into category i and the second into j. The interval is
κ ± 1.96 √var, cut to −1 … 1; it holds for large samples, so it is not given below FEW_FOR_KAPPA claims.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from scoring.engine.proportion import NORMAL_95

FEW_FOR_PERCENT = 10  # below it a share of claims says little
FEW_FOR_KAPPA = 30
EXACT = 1e-12

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Kappa:
    """`low` and `high` bound the 95 % interval; None where no difference leaves nothing to estimate it by."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of `read` claims `same` got the same decision twice. `kappa` is None while there are too few, or no two words."""

    read: int
    same: int
    kappa: Kappa | None

    @property
    def differ(self) -> int:
        return self.read - self.same

    @property
    def is_enough_for_percent(self) -> bool:
        return self.read >= FEW_FOR_PERCENT

    @property
    def is_enough_for_kappa(self) -> bool:
        return self.read >= FEW_FOR_KAPPA


def agreement_of(pairs: Sequence[Pair]) -> Agreement:
    """Agreement of (first decision, second decision) pairs."""
    kappa = kappa_of(pairs) if len(pairs) >= FEW_FOR_KAPPA else None
    return Agreement(len(pairs), sum(first == second for first, second in pairs), kappa)


def kappa_of(pairs: Sequence[Pair]) -> Kappa | None:
    """Cohen's κ with its interval, whatever the number of pairs; None when both readings know one word only."""
    count = len(pairs)
    if not count:
        return None
    share = {pair: number / count for pair, number in Counter(pairs).items()}
    first, second = _margin(share, 0), _margin(share, 1)
    by_chance = sum(first[word] * second.get(word, 0.0) for word in first)
    if 1 - by_chance < EXACT:
        return None
    observed = sum(part for (one, other), part in share.items() if one == other)
    value = (observed - by_chance) / (1 - by_chance)
    variance = _variance(share, first, second, value, by_chance) / count
    if variance < EXACT:
        return Kappa(value, None, None)
    half = NORMAL_95 * sqrt(variance)
    return Kappa(value, max(-1.0, value - half), min(1.0, value + half))


def _margin(share: dict[Pair, float], side: int) -> dict[str, float]:
    sums: dict[str, float] = {}
    for pair, part in share.items():
        sums[pair[side]] = sums.get(pair[side], 0.0) + part
    return sums


def _variance(
    share: dict[Pair, float], first: dict[str, float], second: dict[str, float], kappa: float, by_chance: float
) -> float:
    """n times the variance of κ: formula (13) above."""
    rest = 1 - kappa
    met = chanced = 0.0
    for (one, other), part in share.items():
        if one == other:
            met += part * (1 - (first[one] + second[one]) * rest) ** 2
        else:
            chanced += part * (second.get(one, 0.0) + first.get(other, 0.0)) ** 2
    return (met + rest**2 * chanced - (kappa - by_chance * rest) ** 2) / (1 - by_chance) ** 2
