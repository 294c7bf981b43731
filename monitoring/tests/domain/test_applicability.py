"""Is «не применимо» proposed by rule, decided by the reviewer with a reason, and counted through one door only?"""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from journal.models import JournalEntry
from monitoring.domain.applicability import decide_applicability, unconfirmed_codes
from monitoring.domain.expert_map import record_answer
from monitoring.domain.sheet import read_sheet
from monitoring.domain.submission import submit
from monitoring.domain.verification import Finding, complete_verification, give_verdict, return_to_school
from monitoring.errors import IllegalStep, InvalidAnswer, MonitoringError
from monitoring.models import ApplicabilityDecision, ExpertMap, Verdict
from monitoring.states import MapState, VerdictKind
from monitoring.tests.cast import make_cycle
from monitoring.tests.stories import accept_all, again, submitted
from scoring.engine.types import Policy

UPPER = ["1.3", "1.5", "3.2", "7.1"]


@pytest.fixture
def basic_map(municipality, methodology, coordinator, school, other_school, now):
    """ООШ № 10 in a year counted «с учётом применимости»: four indicators of 10–11 classes are proposed out."""
    cycle = make_cycle(municipality, methodology, coordinator, policy=Policy.APPLICABLE)
    return ExpertMap.objects.with_context().get(cycle=cycle, school=other_school)


@pytest.fixture
def signed(basic_map, other_head, now):
    submitted(basic_map, by=other_head)
    return again(basic_map)


@pytest.fixture
def decide(signed, reviewer, now):
    def say(codes, *, is_confirmed=True, reason="Нет 10–11 классов", by=reviewer, expert_map=signed):
        return decide_applicability(
            expert_map=again(expert_map), codes=codes, is_confirmed=is_confirmed, reason=reason, by=by, at=now
        )

    return say


def give(expert_map, code, finding, by, at):
    current = Verdict.objects.current().filter(answer__expert_map=expert_map, answer__code=code).first()
    seen = current.pk if current else None
    return give_verdict(expert_map=again(expert_map), code=code, finding=finding, seen_verdict=seen, by=by, at=at)


def test_the_rule_proposes_and_nothing_is_decided_by_it(signed):
    assert (signed.maximum, unconfirmed_codes(read_sheet(signed))) == (19, UPPER)


def test_a_map_is_not_verified_before_each_is_decided(signed, decide, reviewer, now):
    accept_all(signed, by=reviewer)
    decide(UPPER[:3])
    with pytest.raises(MonitoringError, match=r"не применимы показатели 7\.1:"):
        complete_verification(expert_map=again(signed), by=reviewer, at=now)
    decide(["7.1"])
    complete_verification(expert_map=again(signed), by=reviewer, at=now)
    assert (again(signed).state, again(signed).maximum) == (MapState.VERIFIED, 19)


def test_each_decision_has_who_when_and_why(signed, decide, reviewer, now):
    decide(UPPER)
    rows = ApplicabilityDecision.objects.current().of(signed)
    assert [(row.answer.code, row.is_confirmed, row.given_by, row.given_at, row.reason) for row in rows] == [
        (code, True, reviewer, now, "Нет 10–11 классов") for code in UPPER
    ]
    entries = JournalEntry.objects.filter(subject=signed.subject, action="applicability.decided").order_by("seq")
    assert [(e.target, e.by, e.old, e.new, e.reason) for e in entries] == [
        (code, reviewer, None, {"confirmed": True}, "Нет 10–11 классов") for code in UPPER
    ]


def test_rejected_it_counts_and_the_maximum_follows(signed, decide):
    decide(["3.2"], is_confirmed=False, reason="С сентября открыт 10 класс")
    row = again(signed)
    answer = row.answers.get(code="3.2")
    assert (row.maximum, answer.counts_anyway, answer.claimed_points) == (20, True, None)


def test_accepted_after_rejection_it_is_0_points_not_left_out(signed, decide, reviewer, now):
    decide(["3.2"], is_confirmed=False)
    assert give(signed, "3.2", Finding(VerdictKind.ACCEPTED), reviewer, now).points == 0
    assert give(signed, "1.3", Finding(VerdictKind.ACCEPTED), reviewer, now).points is None


def test_rejected_it_can_be_corrected_by_own_numbers(signed, decide, reviewer, now):
    decide(["1.3"], is_confirmed=False)
    finding = Finding(VerdictKind.CORRECTED, reason="По ведомости", numerator=14, denominator=20)
    assert give(signed, "1.3", finding, reviewer, now).points == 1


def test_a_verdict_given_before_the_decision_turned_is_set_aside(signed, decide, reviewer, now):
    accept_all(signed, by=reviewer)
    decide(["3.2"])
    assert again(signed).judged == 23
    decide(["3.2"], is_confirmed=False, reason="Класс есть")
    row = again(signed)
    assert (row.judged, Verdict.objects.current().filter(answer__code="3.2", answer__expert_map=row).count()) == (22, 0)
    entry = JournalEntry.objects.filter(action="applicability.decided").latest("pk")
    assert (entry.old, entry.new) == ({"confirmed": True}, {"confirmed": False, "verdict": "set aside"})
    assert ApplicabilityDecision.objects.filter(answer__code="3.2").count() == 2


def test_the_school_fills_what_counts_when_it_is_returned(signed, decide, reviewer, other_head, now):
    decide(["1.3"], is_confirmed=False, reason="Есть 10 класс")
    decide(["1.5", "3.2", "7.1"])
    give(signed, "1.3", Finding(VerdictKind.RETURNED, reason="Заполните"), reviewer, now)
    return_to_school(expert_map=again(signed), last_day=now.date(), by=reviewer, at=now)
    answer = signed.answers.get(code="1.3")
    values = {"numerator": 15, "denominator": 20}
    record_answer(expert_map=again(signed), code="1.3", values=values, version=answer.version, by=other_head, at=now)
    before = again(signed).claimed_points
    submit(expert_map=again(signed), by=other_head, at=now)
    row = again(signed)
    assert (row.state, row.maximum, row.claimed_points, row.answers.get(code="1.3").claimed_points) == (
        MapState.SUBMITTED,
        20,
        before,
        1,
    )
    assert row.answers.get(code="1.7").denominator == 200  # 180 of 8–9 classes and the 20 of the tenth


def test_what_counts_but_was_not_returned_does_not_stop_the_school(signed, decide, reviewer, other_head, now):
    """Only returned indicators are open: a closed one left empty by the rule is no reason to refuse the signature."""
    decide(["3.2"], is_confirmed=False)
    give(signed, "1.6", Finding(VerdictKind.RETURNED, reason="Приложите"), reviewer, now)
    return_to_school(expert_map=again(signed), last_day=now.date(), by=reviewer, at=now)
    version = signed.answers.get(code="1.6").version
    record_answer(
        expert_map=again(signed), code="1.6", values={"note": "См. приказ"}, version=version, by=other_head, at=now
    )
    submit(expert_map=again(signed), by=other_head, at=now)
    assert again(signed).state == MapState.SUBMITTED


@pytest.mark.parametrize(
    ("codes", "reason", "field"),
    [
        ([], "х", "codes"),
        (["1.2"], "х", "codes"),
        (["9.9"], "х", "codes"),
        (["1.3", "1.2"], "х", "codes"),
        (["1.3"], " ", "reason"),
    ],
)
def test_what_is_not_proposed_and_what_has_no_reason_is_refused(signed, decide, codes, reason, field):
    with pytest.raises(InvalidAnswer) as refusal:
        decide(codes, reason=reason)
    assert (refusal.value.field, ApplicabilityDecision.objects.count()) == (field, 0)


def test_strictly_nothing_is_asked(other_map, other_head, reviewer, now):
    submitted(other_map, by=other_head)
    row = again(other_map)
    assert (row.maximum, unconfirmed_codes(read_sheet(row))) == (23, [])
    with pytest.raises(MonitoringError, match="строго по приложению 1"):
        decide_applicability(expert_map=row, codes=["1.3"], is_confirmed=True, reason="Нет", by=reviewer, at=now)
    accept_all(other_map, by=reviewer)
    complete_verification(expert_map=again(other_map), by=reviewer, at=now)
    assert (again(other_map).state, again(other_map).maximum) == (MapState.VERIFIED, 23)


@pytest.mark.parametrize("person", ["other_head", "methodologist", "coordinator", "observer", "foreign_reviewer"])
def test_only_the_reviewer_decides(request, decide, person):
    with pytest.raises(PermissionDenied):
        decide(UPPER, by=request.getfixturevalue(person))


def test_only_while_the_map_is_checked(basic_map, decide):
    basic = again(basic_map)
    basic.state = MapState.VERIFIED
    basic.save(update_fields=["state"])
    with pytest.raises(IllegalStep):
        decide(UPPER)


def test_the_database_keeps_one_decision_in_force_with_its_reason(signed, decide, reviewer, now):
    decide(["1.3"])
    answer = signed.answers.get(code="1.3")
    for broken in ({"reason": "х"}, {"reason": "", "superseded_at": now}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ApplicabilityDecision.objects.create(
                municipality_id=signed.municipality_id, answer=answer, is_confirmed=True, given_by=reviewer,
                given_at=now, **broken,
            )  # fmt: skip
