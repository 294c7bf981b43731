"""Can every verdict be undone while its map is being checked, and only then?"""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Role
from journal.models import JournalEntry
from monitoring.domain.division import assign
from monitoring.domain.taking_back import take_back_verdict
from monitoring.domain.verification import Finding, complete_verification, give_verdict, return_to_school
from monitoring.errors import HeldByAnother, IllegalStep, MonitoringError, StaleVersion
from monitoring.models import Verdict
from monitoring.states import VerdictKind
from monitoring.tests.cast import make_person
from monitoring.tests.stories import accept_all, again, submitted

CORRECTION = Finding(VerdictKind.CORRECTED, reason="Не доказано", points=0)


@pytest.fixture
def signed(expert_map, head, now):
    submitted(expert_map, by=head)
    return again(expert_map)


@pytest.fixture
def judge(signed, reviewer, now):
    def give(finding, seen=None, code="1.2"):
        return give_verdict(
            expert_map=again(signed), code=code, finding=finding, seen_verdict=seen, by=reviewer, at=now
        )

    return give


@pytest.fixture
def undo(signed, reviewer, now):
    def take_back(seen, by=None, code="1.2"):
        return take_back_verdict(expert_map=again(signed), code=code, seen_verdict=seen, by=by or reviewer, at=now)

    return take_back


def standing(signed):
    row = again(signed)
    current = Verdict.objects.current().filter(answer__expert_map=signed)
    return row.judged, row.verified_points, list(current.values_list("kind", flat=True))


def test_the_claim_waits_again(signed, judge, undo):
    verdict = judge(CORRECTION)
    assert (standing(signed), undo(verdict.pk)) == ((1, 0, ["corrected"]), None)
    assert standing(signed) == (0, None, [])
    entry = JournalEntry.objects.get(action="verdict.taken_back")
    assert (entry.target, entry.old["kind"], entry.new, entry.reason) == ("1.2", "corrected", None, "Не доказано")


def test_the_verdict_before_is_in_force_again_step_by_step(signed, judge, undo):
    first = judge(Finding(VerdictKind.ACCEPTED))
    second = judge(CORRECTION, seen=first.pk)
    third = judge(Finding(VerdictKind.RETURNED, reason="Приложите"), seen=second.pk)
    assert undo(third.pk) == second
    assert standing(signed) == (1, 0, ["corrected"])
    assert undo(second.pk) == first
    assert standing(signed) == (1, 1, ["accepted"])
    assert undo(first.pk) is None
    assert standing(signed) == (0, None, [])


def test_a_verdict_given_after_undoing_begins_anew(signed, judge, undo):
    undo(judge(CORRECTION).pk)
    again_given = judge(Finding(VerdictKind.ACCEPTED))
    assert (undo(again_given.pk), standing(signed)) == (None, (0, None, []))


def test_what_the_reviewer_did_not_see_is_not_undone(signed, judge, undo):
    verdict = judge(CORRECTION)
    for seen in (None, verdict.pk + 1):
        with pytest.raises(StaleVersion):
            undo(seen)
    assert standing(signed) == (1, 0, ["corrected"])


def test_nothing_to_undo_is_said(undo):
    with pytest.raises(MonitoringError, match="отменять нечего"):
        undo(None)


def test_only_the_reviewer_undoes(judge, undo, head, methodologist):
    verdict = judge(CORRECTION)
    for by in (head, methodologist):
        with pytest.raises(PermissionDenied):
            undo(verdict.pk, by=by)


def test_a_finished_map_keeps_its_verdicts(signed, judge, undo, reviewer, now):
    verdict = judge(CORRECTION)
    accept_all(signed, by=reviewer)
    complete_verification(expert_map=again(signed), by=reviewer, at=now)
    with pytest.raises(IllegalStep):
        undo(verdict.pk)


def test_a_returned_map_keeps_its_verdicts(signed, judge, undo, reviewer, now):
    verdict = judge(Finding(VerdictKind.RETURNED, reason="Приложите"))
    last_day = signed.municipality.today(now)
    return_to_school(expert_map=again(signed), last_day=last_day, by=reviewer, at=now)
    with pytest.raises(IllegalStep):
        undo(verdict.pk)


def test_a_map_in_a_colleagues_hands_keeps_its_verdicts(signed, judge, undo, municipality, coordinator, now):
    verdict = judge(CORRECTION)
    colleague = make_person(municipality, Role.REVIEWER, name="Коллегина Кира", email="colleague@example.org")
    assign(cycle=signed.cycle, reviewers={signed.pk: colleague}, by=coordinator, at=now)
    with pytest.raises(HeldByAnother):
        undo(verdict.pk)
    assert undo(verdict.pk, by=colleague) is None
