"""What does the engine speak of: rules, claims, outcomes?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from russian.plurals import Forms


class Kind(StrEnum):
    """A share of people against a threshold, or a fact that is or is not."""

    SHARE = "share"
    FACT = "fact"


class Empty(StrEnum):
    """Why an outcome has nothing to count; 0 points is neither of these."""

    NOT_FILLED = "not_filled"
    NOT_APPLICABLE = "not_applicable"


class Policy(StrEnum):
    """«Строго по приложению 1» or «с учётом применимости»."""

    STRICT = "strict"
    APPLICABLE = "applicable"


class Level(StrEnum):
    """НОО (1–4), ООО (5–9), СОО (10–11)."""

    NOO = "noo"
    OOO = "ooo"
    SOO = "soo"


ALL_LEVELS = frozenset(Level)


@dataclass(frozen=True, slots=True)
class PartRule:
    """One sub-check of a fact, asked of schools that have the level."""

    key: str
    label: str
    level: Level


@dataclass(frozen=True, slots=True)
class IndicatorRule:
    """How one indicator is counted.

    threshold: per cent, 1–100, for shares only. unit: the people of the numerator in the genitive after
    a number («не хватает 2 обучающихся»). levels: the school must have at least one. zero_unless: code of
    a fact that, answered «нет», makes this indicator 0. maximum: points when reached.
    """

    code: str
    kind: Kind
    threshold: int | None = None
    unit: Forms | None = None
    levels: frozenset[Level] = ALL_LEVELS
    parts: tuple[PartRule, ...] = ()
    zero_unless: str | None = None
    maximum: int = 1

    def __post_init__(self) -> None:
        is_share = self.kind is Kind.SHARE
        if is_share != (self.threshold is not None) or is_share != (self.unit is not None):
            raise ValueError(f"{self.code}: a share, and only a share, has a threshold and a unit")
        if self.threshold is not None and not 1 <= self.threshold <= 100:
            raise ValueError(f"{self.code}: threshold out of 1..100")


@dataclass(frozen=True, slots=True)
class Claim:
    """What was answered: two numbers for a share, yes or no for a fact, yes or no by part."""

    numerator: int | None = None
    denominator: int | None = None
    fact: bool | None = None
    parts: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a claim.

    points is None when nothing was filled or when the indicator leaves the maximum; missing is the number
    of people short of the threshold.
    """

    points: int | None
    empty: Empty | None
    working: str
    missing: int = 0
