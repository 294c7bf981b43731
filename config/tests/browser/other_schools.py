"""How do the other schools get through the year without taking the test's time? By the product's verbs, not by screens.

Called by `served.manage("shell", "-c", …)` on the story's server. СОШ № 12 goes through the screens; here are its
neighbours: their heads are invited, fill and sign; the reviewer judges them. Numbers come from year_data.
"""

from __future__ import annotations

from django.utils import timezone

from accounts.domain.people import invite
from accounts.models import Membership, Role, User
from config.tests.browser.reckoning import applies
from config.tests.browser.year_data import OTHERS, SHARED, Answer, Correction, SchoolData
from monitoring.domain.expert_map import record_answers
from monitoring.domain.submission import submit
from monitoring.domain.verification import Finding, complete_verification, give_verdict
from monitoring.models import ExpertMap
from monitoring.states import VerdictKind
from monitoring.tests.stories import again


def fill_and_sign() -> None:
    coordinator = _who(Role.COORDINATOR)
    for data in OTHERS:
        expert_map, at = _map_of(data), timezone.now()
        head = invite(
            municipality=expert_map.municipality,
            email=f"head{data.code}@example.org",
            full_name=f"Соседова Софья, {data.name}",
            role=Role.HEAD,
            school=expert_map.school,
            by=coordinator,
            at=at,
        ).membership.user
        if data.answers is not None:
            typed = {code: _values(code, answer) for code, answer in data.answers.items() if applies(code, data.levels)}
            record_answers(expert_map=expert_map, answers={c: v for c, v in typed.items() if v}, by=head, at=at)
            submit(expert_map=again(expert_map), by=head, at=at)


def verify() -> None:
    reviewer = _who(Role.REVIEWER)
    for data in OTHERS:
        if data.answers is not None:
            expert_map, at = _map_of(data), timezone.now()
            for code in data.answers:
                finding = (
                    _finding(data.corrections[code]) if code in data.corrections else Finding(VerdictKind.ACCEPTED)
                )
                give_verdict(
                    expert_map=again(expert_map), code=code, finding=finding, seen_verdict=None, by=reviewer, at=at
                )
            complete_verification(expert_map=again(expert_map), by=reviewer, at=at)


def _who(role: Role) -> User:
    return Membership.objects.get(role=role).user


def _map_of(data: SchoolData) -> ExpertMap:
    return ExpertMap.objects.with_context().get(school__code=data.code)


def _values(code: str, answer: Answer) -> dict[str, object]:
    """A shared denominator is entered once, at its owner."""
    return {name: value for name, value in answer.typed.items() if name != "denominator" or code not in SHARED}


def _finding(correction: Correction) -> Finding:
    own = correction.answer
    return Finding(
        VerdictKind.CORRECTED,
        reason=correction.reason,
        numerator=own.numerator,
        denominator=own.denominator,
        fact=own.fact,
    )
