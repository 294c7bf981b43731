"""Does the department judge, return, recall and complete as п. 3.3 says, with the claim kept beside?"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Membership, Role
from journal.models import JournalEntry
from monitoring.domain.evidence import add_link
from monitoring.domain.expert_map import record_answer
from monitoring.domain.submission import submit
from monitoring.domain.verification import (
    Finding,
    complete_verification,
    give_verdict,
    recall,
    resume_verification,
    return_to_school,
    waits_for_return,
)
from monitoring.errors import IllegalStep, InvalidAnswer, MonitoringError, StaleVersion
from monitoring.models import Verdict
from monitoring.states import MapState, VerdictKind
from monitoring.tests.cast import OPENED, make_cycle
from monitoring.tests.stories import FULL_SCHOOL_POINTS, accept_all, again, fill, submitted, verified
from scoring.engine.types import Policy

ACCEPTED = Finding(VerdictKind.ACCEPTED)
DAY = date(2026, 9, 25)


def returned(reason="Нужен отчёт"):
    return Finding(VerdictKind.RETURNED, reason=reason)


def corrected(reason="По списку", **values):
    return Finding(VerdictKind.CORRECTED, reason=reason, **values)


@pytest.fixture
def signed(expert_map, head, now):
    submitted(expert_map, by=head)
    return again(expert_map)


@pytest.fixture
def judge(signed, reviewer, now):
    def give(code, finding, seen=None, by=reviewer, expert_map=signed):
        return give_verdict(expert_map=again(expert_map), code=code, finding=finding, seen_verdict=seen, by=by, at=now)

    return give


def answer(expert_map, code):
    return again(expert_map).answers.get(code=code)


def test_acceptance_takes_the_claimed_points_with_their_working(judge, signed):
    verdict = judge("1.2", ACCEPTED)
    assert (verdict.points, verdict.working) == (1, "104 из 180 = 57,8\u00a0% ≥ 50\u00a0% — 1\u00a0балл")
    assert (answer(signed, "1.2").verified_points, again(signed).judged, again(signed).verified_points) == (1, 1, 1)


@pytest.mark.parametrize(
    ("code", "values", "points"),
    [
        ("1.2", {"numerator": 89, "denominator": 180}, 0),
        ("1.2", {"numerator": 90, "denominator": 180}, 1),
        ("1.1", {"numerator": 60, "denominator": 200}, 1),
        ("1.6", {"fact": False}, 0),
        ("4.4", {"fact": True}, 1),
        ("3.1", {"fact": False}, 0),
        ("3.1", {"fact": True}, 1),
        ("1.2", {"points": 0}, 0),
        ("1.1", {"points": 1}, 1),
    ],
)
def test_a_correction_counts_by_the_reviewers_own_numbers(judge, signed, code, values, points):
    before = answer(signed, code)
    verdict = judge(code, corrected(**values))
    after = answer(signed, code)
    assert (verdict.points, after.verified_points) == (points, points)
    assert (after.claim, after.claimed_points) == (before.claim, before.claimed_points)


@pytest.mark.parametrize(
    ("code", "finding", "field"),
    [
        ("1.2", corrected(reason=" ", numerator=1, denominator=2), "reason"),
        ("1.2", returned(reason=""), "reason"),
        ("1.2", corrected(numerator=5), "numerator"),
        ("1.2", corrected(denominator=5), "numerator"),
        ("1.2", corrected(numerator=6, denominator=5), "numerator"),
        ("1.2", corrected(numerator=-1, denominator=5), "numerator"),
        ("1.2", corrected(points=2), "points"),
        ("1.2", corrected(points=-1), "points"),
        ("1.6", corrected(), "fact"),
        ("1.6", corrected(numerator=1, denominator=1), "fact"),
    ],
)
def test_a_finding_without_what_it_needs_is_refused_at_its_field(judge, signed, code, finding, field):
    with pytest.raises(InvalidAnswer) as refusal:
        judge(code, finding)
    assert refusal.value.field == field
    assert (Verdict.objects.count(), again(signed).judged) == (0, 0)


def test_a_change_of_mind_supersedes_and_never_rewrites(judge, signed):
    first = judge("1.2", ACCEPTED)
    second = judge("1.2", corrected(numerator=1, denominator=180), seen=first.pk)
    third = judge("1.2", returned(), seen=second.pk)
    first.refresh_from_db()
    assert (first.kind, first.points, first.superseded_at is None) == ("accepted", 1, False)
    assert list(Verdict.objects.current()) == [third]
    assert (again(signed).judged, answer(signed, "1.2").verified_points, again(signed).verified_points) == (
        1,
        None,
        None,
    )


@pytest.mark.parametrize("seen", [None, 10**9])
def test_a_colleagues_verdict_is_not_overwritten_unseen(judge, seen):
    kept = judge("1.2", ACCEPTED)
    with pytest.raises(StaleVersion):
        judge("1.2", returned(), seen=seen)
    assert list(Verdict.objects.all()) == [kept]


@pytest.mark.parametrize("person", ["head", "editor", "methodologist", "coordinator", "observer", "foreign_reviewer"])
def test_only_a_reviewer_of_the_place_judges(request, judge, person):
    with pytest.raises(PermissionDenied):
        judge("1.2", ACCEPTED, by=request.getfixturevalue(person))


def test_nobody_judges_the_school_they_fill_for(judge, head, municipality):
    Membership.objects.create(user=head, municipality=municipality, role=Role.REVIEWER, started_at=OPENED)
    del head.active_memberships
    with pytest.raises(PermissionDenied, match="Вы заполняете карту этой школы"):
        judge("1.2", ACCEPTED, by=head)


def test_an_unsigned_map_is_not_judged(expert_map, head, reviewer, now):
    fill(expert_map, by=head)
    with pytest.raises(IllegalStep):
        give_verdict(expert_map=again(expert_map), code="1.2", finding=ACCEPTED, seen_verdict=None, by=reviewer, at=now)


@pytest.mark.parametrize("policy", list(Policy))
def test_what_a_school_cannot_have_is_accepted_and_nothing_else(
    municipality, methodology, coordinator, other_school, other_head, reviewer, now, policy
):
    cycle = make_cycle(municipality, methodology, coordinator, policy=policy)
    basic = cycle.expert_maps.get(school=other_school)
    submitted(again(basic), by=other_head)
    for finding in (returned(), corrected(points=1), corrected(numerator=1, denominator=1)):
        with pytest.raises(InvalidAnswer, match="не применяется"):
            give_verdict(expert_map=again(basic), code="1.3", finding=finding, seen_verdict=None, by=reviewer, at=now)
    done = verified(basic, head=other_head, reviewer=reviewer)
    assert (done.maximum, answer(basic, "1.3").verified_points) == ((23, 0) if policy == Policy.STRICT else (19, None))
    assert done.verified_points <= done.maximum


def test_a_return_opens_exactly_the_returned_indicators(judge, signed, reviewer, now):
    judge("1.8", returned())
    judge("1.2", ACCEPTED)
    assert waits_for_return(again(signed)) is True
    row = return_to_school(expert_map=again(signed), last_day=DAY, by=reviewer, at=now)
    assert (row.state, row.return_ends_at) == (MapState.RETURNED, datetime(2026, 9, 25, 19, 0, tzinfo=UTC))
    assert list(again(signed).answers.filter(is_open=True).values_list("code", flat=True)) == ["1.8"]
    assert waits_for_return(again(signed)) is False


def test_nothing_to_fix_is_nothing_to_return(judge, signed, reviewer, now):
    judge("1.2", ACCEPTED)
    with pytest.raises(MonitoringError, match="Нет показателей с заключением «Вернуть»"):
        return_to_school(expert_map=again(signed), last_day=DAY, by=reviewer, at=now)


def test_a_school_is_not_given_a_day_that_passed(judge, signed, reviewer, now):
    judge("1.8", returned())
    with pytest.raises(InvalidAnswer, match="уже прошёл") as refusal:
        return_to_school(expert_map=again(signed), last_day=date(2026, 9, 17), by=reviewer, at=now)
    assert refusal.value.field == "last_day"
    assert again(signed).state == MapState.SUBMITTED


def test_a_shared_denominator_that_moved_takes_its_verdicts_with_it(judge, signed, head, reviewer, now):
    """1.2 is returned and gets another denominator: 1.4 and 1.7 now claim something nobody has judged."""
    judge("1.2", returned())
    accept_all(signed, by=reviewer)
    return_to_school(expert_map=again(signed), last_day=DAY, by=reviewer, at=now)
    record_answer(
        expert_map=again(signed), code="1.2", values={"numerator": 104, "denominator": 300}, version=2, by=head, at=now
    )
    submit(expert_map=again(signed), by=head, at=now)
    waiting = again(signed).answers.exclude(verdicts__in=Verdict.objects.current())
    assert list(waiting.values_list("code", "verified_points")) == [("1.2", None), ("1.4", None), ("1.7", None)]
    assert again(signed).judged == 20
    with pytest.raises(MonitoringError, match=r"Осталось: 1\.2, 1\.4, 1\.7"):
        complete_verification(expert_map=again(signed), by=reviewer, at=now)
    accept_all(signed, by=reviewer)
    done = complete_verification(expert_map=again(signed), by=reviewer, at=now)
    assert (done.verified_points, answer(signed, "1.4").verified_points) == (FULL_SCHOOL_POINTS - 2, 0)


def test_new_evidence_alone_leaves_the_other_verdicts(judge, signed, head, reviewer, now):
    judge("1.8", returned())
    accept_all(signed, by=reviewer)
    return_to_school(expert_map=again(signed), last_day=DAY, by=reviewer, at=now)
    add_link(expert_map=again(signed), code="1.8", url="https://school2.example.org/report", by=head, at=now)
    submit(expert_map=again(signed), by=head, at=now)
    assert again(signed).judged == 22


def test_a_recalled_map_is_the_one_that_was_signed(judge, signed, head, reviewer, now):
    before = list(
        again(signed).answers.values_list("code", "numerator", "denominator", "fact", "note", "claimed_points")
    )
    judge("1.2", returned())
    return_to_school(expert_map=again(signed), last_day=DAY, by=reviewer, at=now)
    record_answer(
        expert_map=again(signed), code="1.2", values={"numerator": 3, "note": "Ой"}, version=2, by=head, at=now
    )
    row = recall(expert_map=again(signed), reason="Школа не отвечает", by=reviewer, at=now)
    after = list(
        again(signed).answers.values_list("code", "numerator", "denominator", "fact", "note", "claimed_points")
    )
    assert (row.state, row.return_ends_at, after) == (MapState.SUBMITTED, None, before)
    assert (again(signed).claimed_points, again(signed).answers.filter(is_open=True).count()) == (FULL_SCHOOL_POINTS, 0)
    undone = JournalEntry.objects.get(action="map.recalled")
    assert (undone.old, undone.reason) == ({"1.2": {"numerator": 3, "note": "Ой"}}, "Школа не отвечает")


def test_a_screen_opened_before_the_recall_does_not_save_over_it(judge, signed, head, reviewer, now):
    judge("1.2", returned())
    return_to_school(expert_map=again(signed), last_day=DAY, by=reviewer, at=now)
    record_answer(expert_map=again(signed), code="1.2", values={"numerator": 3}, version=2, by=head, at=now)
    recall(expert_map=again(signed), reason="Школа не отвечает", by=reviewer, at=now)
    return_to_school(expert_map=again(signed), last_day=DAY, by=reviewer, at=now)
    with pytest.raises(StaleVersion):
        record_answer(expert_map=again(signed), code="1.2", values={"numerator": 4}, version=3, by=head, at=now)


def test_completion_names_what_is_not_judged(judge, signed, reviewer, now):
    judge("7.1", returned())
    accept_all(signed, by=reviewer, except_codes=("2.1",))
    with pytest.raises(MonitoringError, match=r"Осталось: 2\.1, 7\.1\."):
        complete_verification(expert_map=again(signed), by=reviewer, at=now)


def test_completion_starts_the_final_points_at_the_verified_ones(judge, signed, reviewer, now):
    judge("1.2", corrected(points=0))
    accept_all(signed, by=reviewer)
    done = complete_verification(expert_map=again(signed), by=reviewer, at=now)
    assert (done.claimed_points, done.verified_points, done.final_points) == (16, 15, 15)
    assert set(again(signed).answers.values_list("code", "final_points")) == set(
        again(signed).answers.values_list("code", "verified_points")
    )


@pytest.mark.parametrize("verb", [recall, resume_verification])
def test_going_back_wants_a_reason(signed, reviewer, now, verb):
    with pytest.raises(InvalidAnswer) as refusal:
        verb(expert_map=again(signed), reason=" ", by=reviewer, at=now)
    assert refusal.value.field == "reason"


def test_a_verified_map_comes_back_to_the_desk_with_its_verdicts(signed, head, reviewer, now):
    verified(signed, head=head, reviewer=reviewer)
    row = resume_verification(expert_map=again(signed), reason="Ошибка в 1.2", by=reviewer, at=now)
    assert (row.state, row.judged, row.verified_points, row.final_points) == (MapState.SUBMITTED, 23, 16, None)
    assert complete_verification(expert_map=again(signed), by=reviewer, at=now).final_points == 16


def test_steps_out_of_turn_are_refused_and_change_nothing(signed, reviewer, now):
    for verb, more in [(recall, {"reason": "х"}), (resume_verification, {"reason": "х"})]:
        with pytest.raises(IllegalStep):
            verb(expert_map=again(signed), by=reviewer, at=now, **more)
    assert again(signed).state == MapState.SUBMITTED
