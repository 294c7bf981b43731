"""Which rule of the bank answers one missed indicator? Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from improvement.states import Gap


@dataclass(frozen=True, slots=True)
class Missed:
    """What a rule is asked about; an empty code is the school's result as a whole, with its band.

    `missing` people are short of the threshold; None: it is not people that lack.
    """

    code: str
    kind: str
    levels: frozenset[str]
    missing: int | None
    band: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """When a rule answers; empty kinds, levels and bands mean any."""

    rule_id: int
    code: str
    gap: str = Gap.ANY.value
    people: int | None = None
    kinds: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    bands: frozenset[str] = frozenset()

    @property
    def precision(self) -> tuple[int, int]:
        """The more is asked, the more precise; of two that ask about as much, the one with fewer people is."""
        asked = sum(map(bool, (self.kinds, self.levels, self.bands, self.gap != Gap.ANY)))
        return asked, -(self.people or 0) if self.gap == Gap.NEAR else (self.people or 0)


def matches(condition: Condition, missed: Missed) -> bool:
    return (
        condition.code == missed.code
        and (not condition.kinds or missed.kind in condition.kinds)
        and (not condition.levels or not condition.levels.isdisjoint(missed.levels))
        and (not condition.bands or missed.band in condition.bands)
        and _is_so_far(condition, missed.missing)
    )


def _is_so_far(condition: Condition, missing: int | None) -> bool:
    if condition.gap == Gap.ANY:
        return True
    if condition.gap == Gap.ABSENT or missing is None:
        return condition.gap == Gap.ABSENT and missing is None
    is_near = missing <= (condition.people or 0)
    return is_near if condition.gap == Gap.NEAR else not is_near


def most_precise(conditions: Iterable[Condition], missed: Missed) -> Condition | None:
    """The one rule that answers; of equals the oldest, so that the order of asking decides nothing."""
    answering = [condition for condition in conditions if matches(condition, missed)]
    return min(answering, key=lambda found: (tuple(-part for part in found.precision), found.rule_id), default=None)
