"""Is it kept who sat on the commission, by whom it was changed, and can last year's be taken over?"""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from journal.models import JournalEntry
from monitoring.domain.commission import (
    Requisites,
    carry_commission_over,
    put_member,
    remove_member,
    write_requisites,
)
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.models import CommissionMember, CommissionProtocol, MonitoringCycle
from monitoring.queries.commission import members_of, missing_roles
from monitoring.tests.cast import make_cycle
from monitoring.tests.stories import approved, evaluated

CHAIR = {"full_name": "Председателев Павел", "position": "начальник отдела", "role": "chair"}
SECRETARY = {"full_name": "Секретарева Светлана", "position": "методист", "role": "secretary"}
MEMBER = {"full_name": "Членов Чеслав", "position": "директор центра", "role": "member"}


@pytest.fixture
def put(cycle, methodologist, now):
    def write(fields, member=None, by=methodologist, cycle=cycle):
        return put_member(cycle=cycle, member=member, **fields, by=by, at=now)

    return write


def test_the_chair_stands_first_and_the_secretary_last(put, cycle):
    for fields in (SECRETARY, MEMBER, CHAIR):
        put(fields)
    assert [row.role for row in members_of(cycle)] == ["chair", "member", "secretary"]


def test_who_must_be_there_before_it_is_printed(put, cycle):
    assert missing_roles(members_of(cycle)) == ["председатель", "секретарь"]
    put(CHAIR)
    assert missing_roles(members_of(cycle)) == ["секретарь"]
    put(SECRETARY)
    assert missing_roles(members_of(cycle)) == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"full_name": " "}, "full_name"),
        ({"position": ""}, "position"),
        ({"role": "guest"}, "role"),
        ({"role": "chair"}, "role"),
        ({"full_name": "Председателев Павел"}, "full_name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(put, fields, field):
    put(CHAIR)
    with pytest.raises(InvalidAnswer) as refusal:
        put(MEMBER | fields)
    assert (refusal.value.field, CommissionMember.objects.count()) == (field, 1)


def test_every_change_is_in_the_journal_with_old_and_new(put, cycle, methodologist, coordinator, now):
    member = put(MEMBER)
    put(MEMBER | {"position": "заместитель директора"}, member=member, by=coordinator)
    put(MEMBER | {"position": "заместитель директора"}, member=member)  # nothing changed, nothing written
    remove_member(cycle=cycle, member=member, by=coordinator, at=now)
    entries = JournalEntry.objects.filter(subject=f"cycle:{cycle.pk}", action="commission.changed").order_by("seq")
    changed = MEMBER | {"position": "заместитель директора"}
    assert [(e.by, e.old, e.new) for e in entries] == [
        (methodologist, None, MEMBER),
        (coordinator, MEMBER, changed),
        (coordinator, changed, None),
    ]
    assert CommissionMember.objects.count() == 0


@pytest.mark.parametrize("person", ["head", "reviewer", "observer", "foreign_coordinator"])
def test_methodologist_and_coordinator_only(request, put, cycle, person, now):
    someone = request.getfixturevalue(person)
    with pytest.raises(PermissionDenied):
        put(CHAIR, by=someone)
    with pytest.raises(PermissionDenied):
        write_requisites(cycle=cycle, requisites=Requisites("1"), by=someone, at=now)
    assert (CommissionMember.objects.count(), CommissionProtocol.objects.count()) == (0, 0)


def test_last_years_people_are_taken_over_into_an_empty_list_only(
    put, cycle, municipality, methodology, coordinator, now
):
    for fields in (CHAIR, SECRETARY, MEMBER):
        put(fields)
    following = make_cycle(municipality, methodology, coordinator, year=2026)
    taken = carry_commission_over(cycle=following, by=coordinator, at=now)
    assert [(row.full_name, row.position, row.role) for row in taken] == [
        tuple(fields.values()) for fields in (CHAIR, SECRETARY, MEMBER)
    ]
    entry = JournalEntry.objects.get(subject=f"cycle:{following.pk}", action="commission.carried_over")
    assert entry.new == {"year": 2025, "people": 3}
    with pytest.raises(MonitoringError, match="пустой список"):
        carry_commission_over(cycle=following, by=coordinator, at=now)


def test_nothing_to_take_over_is_said(cycle, coordinator, now):
    with pytest.raises(MonitoringError, match="переносить нечего"):
        carry_commission_over(cycle=cycle, by=coordinator, at=now)


def test_requisites_are_written_and_journalled(cycle, methodologist, now):
    given = Requisites("5", date(2026, 11, 1), "кабинет 3", "О первом")
    write_requisites(cycle=cycle, requisites=given, by=methodologist, at=now)
    write_requisites(cycle=cycle, requisites=given, by=methodologist, at=now)
    row = CommissionProtocol.objects.get(cycle=cycle)
    assert (row.number, row.held_on, row.place, row.agenda) == ("5", date(2026, 11, 1), "кабинет 3", "О первом")
    [entry] = JournalEntry.objects.filter(action="protocol.written")
    assert entry.new == {"number": "5", "date": "2026-11-01", "place": "кабинет 3", "agenda": "О первом"}


def test_after_approval_number_and_date_are_the_approvals_own(
    cycle, expert_map, head, reviewer, methodologist, coordinator, now
):
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    approved(cycle, by=coordinator)
    fresh = MonitoringCycle.objects.get(pk=cycle.pk)
    given = Requisites("99", date(2026, 11, 1), "кабинет 3", "")
    row = write_requisites(cycle=fresh, requisites=given, by=methodologist, at=now)
    assert (row.number, row.held_on, row.place) == ("", None, "кабинет 3")


def test_the_database_keeps_one_chair_and_a_person_once(put, cycle):
    put(CHAIR)
    for broken in (MEMBER | {"role": "chair"}, CHAIR | {"role": "member"}, MEMBER | {"full_name": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CommissionMember.objects.create(municipality_id=cycle.municipality_id, cycle=cycle, **broken)
