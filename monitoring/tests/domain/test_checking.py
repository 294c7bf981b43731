"""From when on does a map on the reviewer's desk stand still, and who put it there?"""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Role
from journal.models import JournalEntry
from monitoring.domain.checking import begin_check
from monitoring.domain.division import assign
from monitoring.domain.verification import Finding, give_verdict, return_to_school
from monitoring.errors import HeldByAnother, IllegalStep
from monitoring.policies import why_closed
from monitoring.states import VerdictKind
from monitoring.tests.cast import make_person
from monitoring.tests.stories import again, submitted


@pytest.fixture
def signed(expert_map, head, now):
    submitted(expert_map, by=head)
    return again(expert_map)


def begun():
    return JournalEntry.objects.filter(action="map.check_begun").count()


def test_opening_is_kept_once_with_who_and_when(signed, reviewer, now):
    for _ in range(2):
        begin_check(expert_map=again(signed), by=reviewer, at=now)
    row = again(signed)
    assert (row.check_begun_at, row.check_begun_by, begun()) == (now, reviewer, 1)


def test_the_school_reads_since_when_it_stands_still(signed, reviewer, now):
    before = why_closed(again(signed), now)
    begin_check(expert_map=again(signed), by=reviewer, at=now)
    assert (before, why_closed(again(signed), now)) == (
        "Карта представлена и проверяется отделом образования. Изменить её можно, если отдел её вернёт.",
        "Проверка карты начата 18\u00a0сентября 2026\u00a0г.: с этого дня она не меняется. "
        "Изменить её можно, если отдел её вернёт.",
    )


def test_the_first_verdict_opens_the_map_too(signed, reviewer, now):
    give_verdict(
        expert_map=signed, code="1.8", finding=Finding(VerdictKind.RETURNED, reason="Приложите"), seen_verdict=None,
        by=reviewer, at=now,
    )  # fmt: skip
    assert (again(signed).check_begun_by, begun()) == (reviewer, 1)
    return_to_school(expert_map=again(signed), last_day=signed.municipality.today(now), by=reviewer, at=now)
    assert again(signed).check_begun_at is None


def test_a_draft_is_not_opened(expert_map, reviewer, now):
    with pytest.raises(IllegalStep):
        begin_check(expert_map=expert_map, by=reviewer, at=now)


def test_only_a_reviewer_opens(signed, head, coordinator, now):
    for by in (head, coordinator):
        with pytest.raises(PermissionDenied):
            begin_check(expert_map=signed, by=by, at=now)


def test_a_map_in_a_colleagues_hands_is_opened_by_the_colleague(signed, reviewer, municipality, coordinator, now):
    colleague = make_person(municipality, Role.REVIEWER, name="Коллегина Кира", email="colleague@example.org")
    assign(cycle=signed.cycle, reviewers={signed.pk: colleague}, by=coordinator, at=now)
    with pytest.raises(HeldByAnother):
        begin_check(expert_map=again(signed), by=reviewer, at=now)
    assert begin_check(expert_map=again(signed), by=colleague, at=now).check_begun_by == colleague
