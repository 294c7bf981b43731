"""Does a year run from the first answer to approval, by the verbs alone?"""

from __future__ import annotations

import pytest

from monitoring.domain.expert_map import record_answer
from monitoring.domain.submission import digest_of, submit
from monitoring.domain.verification import Finding, complete_verification, give_verdict, return_to_school
from monitoring.errors import MonitoringError, StageClosed, StaleVersion
from monitoring.models import ExpertMap
from monitoring.states import CycleState, MapState, VerdictKind
from monitoring.tests.stories import (
    FULL_SCHOOL_POINTS,
    accept_all,
    again,
    approved,
    evaluated,
    fill,
    submitted,
    verified,
)


def test_a_filled_map_has_the_points_of_its_answers(expert_map, head):
    filled = fill(expert_map, by=head)
    assert (filled.claimed_points, filled.filled, filled.maximum) == (FULL_SCHOOL_POINTS, 23, 23)


def test_a_shared_denominator_is_entered_once(expert_map, head, now):
    fill(expert_map, by=head)
    saved = record_answer(
        expert_map=again(expert_map), code="1.2", values={"denominator": 200}, version=2, by=head, at=now
    )
    assert saved.sheet.answers["1.4"].denominator == 200
    assert again(expert_map).answers.get(code="1.7").denominator == 278
    assert set(saved.affected) == {"1.2", "1.4", "1.7"}


def test_a_stale_version_is_refused_and_changes_nothing(expert_map, head, editor, now):
    record_answer(expert_map=expert_map, code="1.1", values={"numerator": 5}, version=1, by=head, at=now)
    with pytest.raises(StaleVersion):
        record_answer(expert_map=again(expert_map), code="1.1", values={"numerator": 7}, version=1, by=editor, at=now)
    assert again(expert_map).answers.get(code="1.1").numerator == 5


def test_signing_twice_is_one_submission(expert_map, head, now):
    first = submitted(expert_map, by=head)
    second = submit(expert_map=again(expert_map), by=head, at=now)
    assert second == first
    assert expert_map.submissions.count() == 1
    assert digest_of(first.content) == first.digest


def test_after_the_deadline_the_map_is_closed(expert_map, head):
    late = expert_map.fill_ends_at
    with pytest.raises(StageClosed, match="по 30\xa0сентября 2026"):
        record_answer(expert_map=expert_map, code="1.1", values={"numerator": 5}, version=1, by=head, at=late)


def test_only_returned_indicators_reopen_and_must_be_touched(expert_map, head, reviewer, now):
    submitted(expert_map, by=head)
    give_verdict(
        expert_map=again(expert_map),
        code="1.8",
        finding=Finding(VerdictKind.RETURNED, reason="Нужен отчёт"),
        seen_verdict=None,
        by=reviewer,
        at=now,
    )
    accept_all(expert_map, by=reviewer)
    returned = return_to_school(expert_map=again(expert_map), last_day=now.date(), by=reviewer, at=now)
    assert (returned.state, returned.judged) == (MapState.RETURNED, 23)
    with pytest.raises(StageClosed):
        record_answer(expert_map=again(expert_map), code="1.1", values={"numerator": 9}, version=2, by=head, at=now)
    with pytest.raises(MonitoringError, match=r"ничего не изменено: 1\.8"):
        submit(expert_map=again(expert_map), by=head, at=now)
    record_answer(
        expert_map=again(expert_map), code="1.8", values={"note": "Отчёт приложен"}, version=2, by=head, at=now
    )
    submit(expert_map=again(expert_map), by=head, at=now)
    assert (again(expert_map).state, again(expert_map).judged) == (MapState.SUBMITTED, 22)
    accept_all(expert_map, by=reviewer)
    done = complete_verification(expert_map=again(expert_map), by=reviewer, at=now)
    assert (done.state, done.verified_points, done.final_points) == (
        MapState.VERIFIED,
        FULL_SCHOOL_POINTS,
        FULL_SCHOOL_POINTS,
    )


def test_a_correction_keeps_the_claim(expert_map, head, reviewer, now):
    submitted(expert_map, by=head)
    give_verdict(
        expert_map=again(expert_map),
        code="1.2",
        seen_verdict=None,
        by=reviewer,
        at=now,
        finding=Finding(VerdictKind.CORRECTED, reason="По списку 80", numerator=80, denominator=180),
    )
    answer = again(expert_map).answers.get(code="1.2")
    assert (answer.numerator, answer.claimed_points, answer.verified_points) == (104, 1, 0)
    assert verified(expert_map, head=head, reviewer=reviewer).verified_points == FULL_SCHOOL_POINTS - 1


def test_approval_locks_and_unsigned_maps_are_a_group_of_their_own(
    cycle, expert_map, other_map, head, reviewer, methodologist, coordinator
):
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    assert approved(cycle, by=coordinator).state == CycleState.APPROVED
    states = dict(ExpertMap.objects.of(cycle).values_list("pk", "state"))
    assert states == {expert_map.pk: MapState.APPROVED, other_map.pk: MapState.NOT_SUBMITTED}
