"""Is one approved result opened again by name and reason, evaluated anew, and approved anew, its year untouched?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from journal.models import JournalEntry
from monitoring.domain.cycle import extend_filling
from monitoring.domain.evaluation import complete_evaluation, resume_evaluation, set_final
from monitoring.domain.objection import decide_objection, raise_objection
from monitoring.domain.reopening import approve_revised, reopen_result
from monitoring.domain.verification import Finding, give_verdict, resume_verification
from monitoring.errors import IllegalStep, InvalidAnswer, MonitoringError, StageClosed
from monitoring.models import MonitoringCycle, Objection, Reopening
from monitoring.states import CycleState, MapState, VerdictKind
from monitoring.tests.stories import FULL_SCHOOL_POINTS, again, approved, evaluated, reopened

REASON = "Найден подлинник договора"


@pytest.fixture
def year(cycle, expert_map, head, reviewer, methodologist, coordinator, now):
    """СОШ № 2 approved with 16 points, ООШ № 10 without a map."""
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    return approved(cycle, by=coordinator)


@pytest.fixture
def later(now):
    return now + timedelta(days=60)


@pytest.fixture
def opened(year, expert_map, coordinator, later):
    return reopened(expert_map, by=coordinator, at=later, reason=REASON)


@pytest.fixture
def revised(opened, expert_map, methodologist, later):
    """2.1 taken away: 15 points, ready for the coordinator."""
    set_final(expert_map=again(expert_map), code="2.1", points=0, reason="Договор чужой", by=methodologist, at=later)
    return complete_evaluation(expert_map=again(expert_map), by=methodologist, at=later)


def approve(expert_map, by, at, number="7", day=None):
    day = day or expert_map.municipality.today(at)
    return approve_revised(expert_map=again(expert_map), protocol_number=number, protocol_date=day, by=by, at=at)


def test_the_map_waits_for_the_methodologist_and_the_year_stays_approved(opened, expert_map, cycle):
    row = again(expert_map)
    assert (row.state, row.final_points) == (MapState.REOPENED, FULL_SCHOOL_POINTS)
    assert MonitoringCycle.objects.get(pk=cycle.pk).state == CycleState.APPROVED


def test_the_result_that_was_in_force_stays_readable_in_the_journal(opened, expert_map, coordinator, later):
    entry = JournalEntry.objects.get(subject=expert_map.subject, action="result.reopened")
    assert (entry.by, entry.at, entry.reason) == (coordinator, later, REASON)
    assert (entry.old["points"], entry.old["maximum"], entry.old["protocol"]) == (FULL_SCHOOL_POINTS, 23, "4")
    assert sum(points or 0 for points, _ in entry.old["indicators"].values()) == FULL_SCHOOL_POINTS
    assert len(entry.old["indicators"]) == 23


def test_approved_anew_by_a_protocol_of_its_own(revised, expert_map, cycle, coordinator, later):
    row = approve(expert_map, coordinator, later)
    assert (row.state, row.final_points) == (MapState.APPROVED, FULL_SCHOOL_POINTS - 1)
    kept = Reopening.objects.get(expert_map=row)
    assert (kept.protocol_number, kept.approved_by, kept.approved_at) == ("7", coordinator, later)
    assert MonitoringCycle.objects.get(pk=cycle.pk).protocol_number == "4"
    entry = JournalEntry.objects.get(subject=expert_map.subject, action="result.approved_again")
    assert (entry.new["changed"], entry.old["points"], entry.new["points"], entry.reason) == (
        {"2.1": [1, 0]},
        FULL_SCHOOL_POINTS,
        FULL_SCHOOL_POINTS - 1,
        REASON,
    )


def test_opened_a_second_time_it_remembers_the_second_protocol(revised, expert_map, coordinator, later):
    approve(expert_map, coordinator, later, day=date(2026, 11, 16))
    reopened(expert_map, by=coordinator, at=later)
    before = Reopening.objects.unfinished().get(expert_map=expert_map).before
    assert (before["points"], before["protocol"], before["date"]) == (FULL_SCHOOL_POINTS - 1, "7", "2026-11-16")


@pytest.mark.parametrize("person", ["head", "editor", "reviewer", "methodologist", "observer", "foreign_coordinator"])
def test_only_the_coordinator_opens_and_approves(request, year, expert_map, person, later):
    someone = request.getfixturevalue(person)
    with pytest.raises(PermissionDenied):
        reopened(expert_map, by=someone, at=later)
    with pytest.raises(PermissionDenied):
        approve(expert_map, someone, later)
    assert again(expert_map).state == MapState.APPROVED


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_without_a_reason_it_stays_closed(year, expert_map, coordinator, later, reason):
    with pytest.raises(InvalidAnswer) as refusal:
        reopen_result(expert_map=again(expert_map), reason=reason, by=coordinator, at=later)
    assert (refusal.value.field, again(expert_map).state) == ("reason", MapState.APPROVED)
    assert Reopening.objects.count() == 0


def test_a_map_never_submitted_is_not_opened(year, other_map, coordinator, later):
    with pytest.raises(IllegalStep):
        reopened(other_map, by=coordinator, at=later)
    assert (again(other_map).state, again(other_map).final_points) == (MapState.NOT_SUBMITTED, None)


def test_before_approval_there_is_nothing_to_open(expert_map, head, reviewer, methodologist, coordinator, now):
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    with pytest.raises(IllegalStep):
        reopened(expert_map, by=coordinator, at=now)


def test_opened_twice_is_refused(opened, expert_map, coordinator, later):
    with pytest.raises(IllegalStep):
        reopened(expert_map, by=coordinator, at=later)
    assert Reopening.objects.count() == 1


def test_claims_and_verdicts_stay_closed(opened, expert_map, reviewer, later):
    seen = None
    with pytest.raises(IllegalStep):
        give_verdict(
            expert_map=again(expert_map), code="1.2", finding=Finding(VerdictKind.ACCEPTED), seen_verdict=seen,
            by=reviewer, at=later,
        )  # fmt: skip
    with pytest.raises(IllegalStep):
        resume_verification(expert_map=again(expert_map), reason="Ошибка", by=reviewer, at=later)


def test_after_approval_every_change_has_a_reason_even_back_to_the_verified(opened, expert_map, methodologist, later):
    set_final(expert_map=again(expert_map), code="2.1", points=0, reason="Чужой", by=methodologist, at=later)
    with pytest.raises(InvalidAnswer) as refusal:
        set_final(expert_map=again(expert_map), code="2.1", points=1, reason=" ", by=methodologist, at=later)
    assert refusal.value.field == "reason"
    set_final(expert_map=again(expert_map), code="2.1", points=1, reason="Всё же наш", by=methodologist, at=later)
    assert again(expert_map).final_points == FULL_SCHOOL_POINTS


def test_the_methodologist_can_take_the_revision_up_again(revised, expert_map, methodologist, coordinator, later):
    resume_evaluation(expert_map=again(expert_map), reason="Ещё 2.2", by=methodologist, at=later)
    assert again(expert_map).state == MapState.REOPENED
    with pytest.raises(MonitoringError, match="Утверждать заново нечего"):
        approve(expert_map, coordinator, later)


@pytest.mark.parametrize(("number", "days", "field"), [(" ", 0, "protocol_number"), ("7", 1, "protocol_date")])
def test_a_protocol_is_named_and_not_of_tomorrow(revised, expert_map, coordinator, later, number, days, field):
    day = expert_map.municipality.today(later) + timedelta(days=days)
    with pytest.raises(InvalidAnswer) as refusal:
        approve(expert_map, coordinator, later, number=number, day=day)
    assert (refusal.value.field, again(expert_map).state) == (field, MapState.REVISED)


def test_objections_are_taken_while_their_term_lasts_and_answered_before_approval(
    cycle, expert_map, other_map, head, reviewer, methodologist, coordinator, now
):
    """Approved early: a school may still dispute until stage 3 ends, once its result is open."""
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    approved(cycle, by=coordinator)
    within = now + timedelta(days=20)
    with pytest.raises(StageClosed, match="Результаты утверждены"):
        raise_objection(expert_map=again(expert_map), code="1.1", text="Не учли", by=head, at=within)
    reopened(expert_map, by=coordinator, at=within)
    raise_objection(expert_map=again(expert_map), code="1.1", text="Не учли", by=head, at=within)
    with pytest.raises(MonitoringError, match="ещё не ответили"):
        complete_evaluation(expert_map=again(expert_map), by=methodologist, at=within)
    objection = Objection.objects.get()
    decide_objection(objection=objection, outcome="satisfied", decision="Учтено", by=methodologist, at=within)
    complete_evaluation(expert_map=again(expert_map), by=methodologist, at=within)
    approve(expert_map, coordinator, within)
    assert again(expert_map).final_points == FULL_SCHOOL_POINTS + 1


def test_after_the_term_no_objection_is_taken(opened, expert_map, head, later):
    with pytest.raises(StageClosed, match="Возражения принимались"):
        raise_objection(expert_map=again(expert_map), code="1.1", text="Не учли", by=head, at=later)


def test_the_year_is_not_opened_with_it(opened, expert_map, cycle, coordinator, later):
    with pytest.raises(MonitoringError, match="утверждены"):
        extend_filling(
            cycle=MonitoringCycle.objects.get(pk=cycle.pk), expert_map=None, last_day=date(2026, 12, 31),
            reason="Авария", by=coordinator, at=later,
        )  # fmt: skip


def test_the_database_keeps_one_unfinished_revision_and_whole_approvals(opened, expert_map, coordinator, later):
    fields = {
        "municipality_id": expert_map.municipality_id, "expert_map": expert_map, "opened_by": coordinator,
        "opened_at": later, "before": {},
    }  # fmt: skip
    for broken in ({"reason": "х"}, {"reason": "", "approved_at": later}, {"reason": "х", "approved_at": later}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reopening.objects.create(**fields | broken)
