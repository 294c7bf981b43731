"""What would come of the same answers under other thresholds? Counted by the very engine that counts the year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scoring.engine.score import applies, score
from scoring.engine.total import Total, total
from scoring.engine.types import Claim, Empty, IndicatorRule, Level, Outcome, Policy


@dataclass(frozen=True, slots=True)
class Judged:
    """One indicator of one school as it was decided.

    claim: what the points stand on after verification. condition, counts_anyway: as for `score`. points: the ones in
    force. is_decided: they were set by people, not by numbers, so another threshold says nothing about them.
    """

    rule: IndicatorRule
    claim: Claim
    points: int | None
    condition: bool | None = None
    counts_anyway: bool = False
    is_decided: bool = False


@dataclass(frozen=True, slots=True)
class Rescored:
    """Points before and after; `is_kept` where a new threshold was asked for and the points are people's own."""

    code: str
    before: Outcome
    after: Outcome
    is_kept: bool

    @property
    def is_changed(self) -> bool:
        return (self.before.points or 0) != (self.after.points or 0)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A whole map before and after, indicator by indicator in the order given."""

    indicators: tuple[Rescored, ...]
    before: Total
    after: Total


def reckon(
    judged: Sequence[Judged], thresholds: Mapping[str, int], *, levels: frozenset[Level], policy: Policy
) -> Reckoning:
    """One school under `thresholds` by code; indicators not named there keep their points and their rule."""
    rescored = tuple(_rescored(one, thresholds, levels, policy) for one in judged)
    before = total(((one.rule, found.before) for one, found in zip(judged, rescored, strict=True)), policy)
    after = total(((one.rule, found.after) for one, found in zip(judged, rescored, strict=True)), policy)
    return Reckoning(rescored, before, after)


def _rescored(one: Judged, thresholds: Mapping[str, int], levels: frozenset[Level], policy: Policy) -> Rescored:
    applicable = applies(one.rule, levels, counts_anyway=one.counts_anyway)
    stands = Outcome(one.points, None if applicable else Empty.NOT_APPLICABLE, "")
    if one.rule.code not in thresholds or not applicable:
        return Rescored(one.rule.code, stands, stands, is_kept=False)
    now = _scored(one, one.rule, levels, policy)
    if one.is_decided or now.points != one.points:
        # The numbers do not explain the points: somebody decided, and a threshold does not undo a decision.
        return Rescored(one.rule.code, stands, stands, is_kept=True)
    after = _scored(one, replace(one.rule, threshold=thresholds[one.rule.code]), levels, policy)
    return Rescored(one.rule.code, now, after, is_kept=False)


def _scored(one: Judged, rule: IndicatorRule, levels: frozenset[Level], policy: Policy) -> Outcome:
    return score(
        rule, one.claim, levels=levels, policy=policy, condition=one.condition, counts_anyway=one.counts_anyway
    )
