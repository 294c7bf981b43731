"""How does one verdict take the place of another, and how does the journal keep it?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from accounts.models import User
from monitoring.models import IndicatorAnswer, Verdict
from monitoring.states import VerdictKind


@dataclass(frozen=True, slots=True)
class Finding:
    """What the reviewer says of one answer. A correction carries own numbers, an own fact, or plain points."""

    kind: VerdictKind
    reason: str = ""
    numerator: int | None = None
    denominator: int | None = None
    fact: bool | None = None
    points: int | None = None


def is_repeated(previous: Verdict, finding: Finding, seen_verdict: int | None, by: User) -> bool:
    """Whether the verdict in force is this very finding, given on top of the same verdict."""
    said = Finding(
        VerdictKind(previous.kind),
        reason=previous.reason,
        numerator=previous.numerator,
        denominator=previous.denominator,
        fact=previous.fact,
        points=finding.points if finding.points is None else previous.points,
    )
    asked = replace(finding, reason=finding.reason.strip())
    return previous.given_by_id == by.pk and previous.replaces_id == seen_verdict and said == asked


def put_in_force(
    answer: IndicatorAnswer,
    previous: Verdict | None,
    finding: Finding,
    *,
    points: int | None,
    working: str,
    by: User,
    at: datetime,
) -> Verdict:
    if previous is not None:
        previous.superseded_at = at
        previous.save(update_fields=["superseded_at"])
    verdict = verdict_row(answer, previous, finding, points=points, working=working, by=by, at=at)
    verdict.save(force_insert=True)
    return verdict


def verdict_row(
    answer: IndicatorAnswer,
    previous: Verdict | None,
    finding: Finding,
    *,
    points: int | None,
    working: str,
    by: User,
    at: datetime,
) -> Verdict:
    """The verdict as it will stand, not yet written."""
    return Verdict(
        municipality_id=answer.municipality_id,
        answer=answer,
        kind=finding.kind,
        numerator=finding.numerator,
        denominator=finding.denominator,
        fact=finding.fact,
        points=points,
        working=working,
        reason=finding.reason.strip(),
        replaces=previous,
        given_by=by,
        given_at=at,
    )


def summary_of(verdict: Verdict | None) -> dict | None:
    """As the journal keeps it."""
    if verdict is None:
        return None
    return {
        "kind": verdict.kind,
        "points": verdict.points,
        "numerator": verdict.numerator,
        "denominator": verdict.denominator,
        "fact": verdict.fact,
    }
