"""Are final points fixed with reasons, and is a year approved once, whole and for good?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from journal.models import JournalEntry
from monitoring.domain.cycle import extend_filling
from monitoring.domain.evaluation import approve_results, complete_evaluation, resume_evaluation, set_final
from monitoring.errors import IllegalStep, InvalidAnswer, MonitoringError
from monitoring.states import CycleState, MapState
from monitoring.tests.stories import FULL_SCHOOL_POINTS, again, approved, evaluated, submitted, verified


@pytest.fixture
def ready(expert_map, head, reviewer, now):
    """Verified, waiting for the methodologist."""
    return verified(expert_map, head=head, reviewer=reviewer)


@pytest.fixture
def fix(ready, methodologist, now):
    def set_points(code, points, reason="", by=methodologist, expert_map=ready):
        return set_final(expert_map=again(expert_map), code=code, points=points, reason=reason, by=by, at=now)

    return set_points


def test_final_points_that_differ_keep_their_reason(fix, ready):
    answer = fix("1.1", 1, " Учтено возражение ")
    assert (answer.claimed_points, answer.verified_points, answer.final_points) == (0, 0, 1)
    assert answer.final_reason == "Учтено возражение"
    assert (again(ready).verified_points, again(ready).final_points) == (FULL_SCHOOL_POINTS, FULL_SCHOOL_POINTS + 1)


def test_going_back_to_the_verified_points_drops_the_reason(fix, ready):
    fix("1.1", 1, "Учтено возражение")
    assert fix("1.1", 0, "Учтено возражение").final_reason == ""
    assert again(ready).final_points == FULL_SCHOOL_POINTS


@pytest.mark.parametrize(("points", "reason", "field"), [(1, " ", "reason"), (2, "х", "points"), (-1, "х", "points")])
def test_a_difference_without_reason_and_points_out_of_range_are_refused(fix, ready, points, reason, field):
    with pytest.raises(InvalidAnswer) as refusal:
        fix("1.1", points, reason)
    assert (refusal.value.field, again(ready).final_points) == (field, FULL_SCHOOL_POINTS)


def test_what_a_school_cannot_have_gets_no_final_points(other_map, other_head, reviewer, fix):
    verified(other_map, head=other_head, reviewer=reviewer)
    with pytest.raises(InvalidAnswer, match="не применяется"):
        fix("1.3", 1, "Пожалели", expert_map=other_map)


@pytest.mark.parametrize("person", ["head", "reviewer", "coordinator", "observer", "foreign_coordinator"])
def test_only_a_methodologist_fixes_final_points(request, fix, person):
    with pytest.raises(PermissionDenied):
        fix("1.1", 1, "х", by=request.getfixturevalue(person))


def test_points_are_set_only_between_verification_and_completion(fix, ready, methodologist, now):
    complete_evaluation(expert_map=again(ready), by=methodologist, at=now)
    with pytest.raises(IllegalStep, match="Итоговые баллы ставятся по проверенной карте"):
        fix("1.1", 1, "х")
    with pytest.raises(InvalidAnswer):
        resume_evaluation(expert_map=again(ready), reason=" ", by=methodologist, at=now)
    assert (
        resume_evaluation(expert_map=again(ready), reason="Ошибка", by=methodologist, at=now).state == MapState.VERIFIED
    )
    assert fix("1.1", 1, "х").final_points == 1


def test_a_map_under_check_is_not_evaluated(expert_map, head, methodologist, now):
    submitted(expert_map, by=head)
    with pytest.raises(IllegalStep):
        complete_evaluation(expert_map=again(expert_map), by=methodologist, at=now)


def approving(cycle, by, at, number="4"):
    return approve_results(cycle=cycle, protocol_number=number, protocol_date=date(2026, 10, 30), by=by, at=at)


def test_approval_fixes_the_year_and_sets_the_silent_apart(
    cycle, expert_map, other_map, head, reviewer, methodologist, coordinator
):
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    row = approved(cycle, by=coordinator)
    assert (row.state, row.approved_by, row.protocol_number) == (CycleState.APPROVED, coordinator, "4")
    assert (again(expert_map).state, again(expert_map).final_points) == (MapState.APPROVED, FULL_SCHOOL_POINTS)
    assert (again(other_map).state, again(other_map).final_points) == (MapState.NOT_SUBMITTED, None)


def test_approving_again_changes_nothing(cycle, expert_map, other_map, head, reviewer, methodologist, coordinator):
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    first = approved(cycle, by=coordinator)
    entries = JournalEntry.objects.count()
    second = approving(cycle, coordinator, first.approved_at + timedelta(days=1), number="5")
    assert (second.protocol_number, second.approved_at, JournalEntry.objects.count()) == (
        "4",
        first.approved_at,
        entries,
    )


def test_approval_names_the_maps_that_are_not_ready(cycle, expert_map, head, coordinator):
    submitted(expert_map, by=head)
    with pytest.raises(MonitoringError, match=r"Оценка завершена не по всем картам: МАОУ СОШ № 2 \(представлена\)\."):
        approving(cycle, coordinator, expert_map.fill_ends_at)


def test_approval_waits_for_a_school_whose_term_runs(
    cycle, expert_map, other_map, head, reviewer, methodologist, coordinator, now
):
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    extend_filling(
        cycle=cycle, expert_map=other_map, last_day=date(2026, 11, 5), reason="Авария", by=coordinator, at=now
    )
    ends = again(other_map).fill_ends_at
    with pytest.raises(MonitoringError, match="Срок заполнения ещё не истёк у школ: МБОУ ООШ № 10"):
        approving(cycle, coordinator, ends - timedelta(microseconds=1))
    assert approving(cycle, coordinator, ends).is_approved is True


def test_a_year_without_a_single_map_is_not_approved(cycle, expert_map, coordinator):
    with pytest.raises(MonitoringError, match="утверждать нечего"):
        approving(cycle, coordinator, expert_map.fill_ends_at)


@pytest.mark.parametrize("person", ["head", "reviewer", "methodologist", "observer", "foreign_coordinator"])
def test_only_the_coordinator_approves(request, cycle, expert_map, person):
    with pytest.raises(PermissionDenied):
        approving(cycle, request.getfixturevalue(person), expert_map.fill_ends_at)
