"""What did a school claim of each indicator, what was verified, what is final, and why?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from monitoring.models import IndicatorAnswer, Verdict
from monitoring.queries.observed import has_own_finding, observed
from monitoring.states import VerdictKind
from reports.contexts.results import applies
from reports.contexts.wording import full_stop, glued
from russian.dates import long_date
from scoring.engine.score import score
from scoring.engine.types import Level, Policy
from scoring.queries.rubric_tree import Rubric, RubricIndicator


@dataclass(frozen=True, slots=True)
class Disputed:
    """An objection and its answer; `state` is in words, `day` is the answer's."""

    text: str
    state: str
    decision: str
    day: date | None

    @property
    def is_answered(self) -> bool:
        return self.day is not None


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """One indicator of one school. Points are None for an indicator that left the maximum or is not decided.

    `working` is of the claim; `checked` is the reviewer's own working where the claim was corrected.
    """

    indicator: RubricIndicator
    applicable: bool
    working: str
    claimed: int | None
    verified: int | None
    final: int | None
    checked: str
    verdict_reason: str
    final_reason: str
    observed: str
    objection: Disputed | None = None

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def kind(self) -> str:
        """yes, no or na, as in the district's table."""
        if self.final:
            return "yes"
        return "no" if self.applicable else "na"

    @property
    def is_disputable(self) -> bool:
        """Whether there is a point the school does not have and has not disputed yet."""
        return self.applicable and self.objection is None and (self.final or 0) < self.indicator.rule.maximum

    @property
    def is_missed(self) -> bool:
        return self.kind == "no" and self.final is not None

    @property
    def was_changed(self) -> bool:
        return (self.claimed or 0) != (self.final or 0) or (self.claimed or 0) != (self.verified or 0)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """An observed fact with figures (how many people are missing, too) and what to do about it.

    One that was sent has a term, too; `changed` says which edition it is and why, `is_read` whether the head has
    confirmed it.
    """

    code: str
    title: str
    observed: str
    advice: str
    clarification: str
    helper: str = ""
    target: str = ""
    due: date | None = None
    changed: str = ""
    is_read: bool = True

    @property
    def terms(self) -> str:
        """«Срок: до 31 мая 2027 г. Поможет: … Целевое значение: …»; empty until it was sent."""
        if self.due is None:
            return ""
        said = (f"Поможет: {self.helper}" if self.helper else "", self._target, self.changed)
        return " ".join([f"Срок: до {long_date(self.due)}", *(full_stop(part) for part in said if part)])

    @property
    def _target(self) -> str:
        return f"Целевое значение: {self.target}" if self.target else ""


def indicator_results(
    rubric: Rubric,
    answers: Mapping[str, IndicatorAnswer],
    verdicts: Mapping[str, Verdict],
    *,
    levels: Collection[str],
    policy: Policy,
    disputed: Mapping[str, Disputed] | None = None,
) -> tuple[IndicatorResult, ...]:
    objections = disputed or {}
    return tuple(
        replace(
            _row(indicator, answers, verdicts.get(indicator.code), levels=levels, policy=policy),
            objection=objections.get(indicator.code),
        )
        for indicator in rubric.indicators
    )


def _row(
    indicator: RubricIndicator,
    answers: Mapping[str, IndicatorAnswer],
    verdict: Verdict | None,
    *,
    levels: Collection[str],
    policy: Policy,
) -> IndicatorResult:
    answer = answers[indicator.code]
    working = _working(indicator, answers, levels, policy)
    correction = verdict if verdict and verdict.kind == VerdictKind.CORRECTED else None
    return IndicatorResult(
        indicator=indicator,
        applicable=applies(indicator.rule, levels) or answer.counts_anyway,
        working=glued(working),
        claimed=answer.claimed_points,
        verified=answer.verified_points,
        final=answer.final_points,
        checked=glued(correction.working) if correction and has_own_finding(correction) else "",
        verdict_reason=correction.reason if correction else "",
        final_reason=answer.final_reason,
        observed=_observed(working, answer, correction),
    )


def _working(
    indicator: RubricIndicator, answers: Mapping[str, IndicatorAnswer], levels: Collection[str], policy: Policy
) -> str:
    rule = indicator.rule
    condition = answers[rule.zero_unless].fact if rule.zero_unless else None
    answer = answers[indicator.code]
    return score(
        rule,
        answer.claim,
        levels=frozenset(map(Level, levels)),
        policy=policy,
        condition=condition,
        counts_anyway=answer.counts_anyway,
    ).working


def _observed(working: str, answer: IndicatorAnswer, correction: Verdict | None) -> str:
    return glued(
        observed(
            working,
            verified=answer.verified_points,
            final=answer.final_points,
            final_reason=answer.final_reason,
            correction=correction,
        )
    )


def recommendations(results: Collection[IndicatorResult]) -> tuple[Recommendation, ...]:
    """One for every indicator the school could reach and did not, in the order of the map."""
    return tuple(
        Recommendation(
            code=row.code,
            title=row.indicator.short_title,
            observed=row.observed,
            advice=row.indicator.recommendation,
            clarification=row.indicator.clarification,
        )
        for row in results
        if row.is_missed
    )
