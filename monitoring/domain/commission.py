"""How is it kept who sat on the commission, and what its protocol begins with (stage 3)?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from journal.domain import record
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.models import CommissionMember, CommissionProtocol, MonitoringCycle
from monitoring.permissions import check_can_keep_commission
from monitoring.states import CommissionRole

FIELDS = ("full_name", "position", "role")
TAKEN = {
    CommissionRole.CHAIR: "Председатель уже указан. Сначала измените его роль.",
    CommissionRole.SECRETARY: "Секретарь уже указан. Сначала измените его роль.",
}


@dataclass(frozen=True, slots=True)
class Requisites:
    """What stands above the names; `agenda` a question a line, empty for the usual ones."""

    number: str = ""
    held_on: date | None = None
    place: str = ""
    agenda: str = ""


@transaction.atomic
def put_member(
    *,
    cycle: MonitoringCycle,
    member: CommissionMember | None,
    full_name: str,
    position: str,
    role: str,
    by: User,
    at: datetime,
) -> CommissionMember:
    """Adds a person present, or changes one (`member`). One chair and one secretary a year; a person once."""
    check_can_keep_commission(by, cycle)
    _lock(cycle)
    row = member or CommissionMember(municipality_id=cycle.municipality_id, cycle=cycle)
    old = None if member is None else _words(row)
    row.full_name, row.position, row.role = full_name.strip(), position.strip(), role
    _check_member(cycle, row)
    if old == _words(row):
        return row
    _save(row)
    _note(cycle, "commission.changed", by, at, old=old, new=_words(row))
    return row


def _check_member(cycle: MonitoringCycle, row: CommissionMember) -> None:
    if not row.full_name:
        raise InvalidAnswer("Укажите фамилию, имя и отчество.", field="full_name")
    if not row.position:
        raise InvalidAnswer("Укажите должность.", field="position")
    if row.role not in CommissionRole.values:
        raise InvalidAnswer("Выберите роль.", field="role")
    others = CommissionMember.objects.filter(cycle=cycle).exclude(pk=row.pk)
    if others.filter(full_name=row.full_name).exists():
        raise InvalidAnswer("Этот человек в составе уже есть.", field="full_name")
    if row.role in TAKEN and others.filter(role=row.role).exists():
        raise InvalidAnswer(TAKEN[CommissionRole(row.role)], field="role")


def _save(row: CommissionMember) -> None:
    """The database decides which of two people was first."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise MonitoringError("Состав комиссии только что изменил другой сотрудник. Обновите страницу.") from None


@transaction.atomic
def remove_member(*, cycle: MonitoringCycle, member: CommissionMember, by: User, at: datetime) -> None:
    check_can_keep_commission(by, cycle)
    _lock(cycle)
    _note(cycle, "commission.changed", by, at, old=_words(member), new=None)
    member.delete()


@transaction.atomic
def carry_commission_over(*, cycle: MonitoringCycle, by: User, at: datetime) -> list[CommissionMember]:
    """Takes the people of the latest earlier year that has a commission; only into an empty list."""
    check_can_keep_commission(by, cycle)
    _lock(cycle)
    if CommissionMember.objects.filter(cycle=cycle).exists():
        raise MonitoringError("В составе уже есть люди: прошлогодний состав переносится только в пустой список.")
    earlier = list(CommissionMember.objects.of_year_before(cycle))
    if not earlier:
        raise MonitoringError("За прошлые годы состав комиссии не сохранён: переносить нечего.")
    taken = [
        put_member(cycle=cycle, member=None, **{name: getattr(row, name) for name in FIELDS}, by=by, at=at)
        for row in earlier
    ]
    _note(cycle, "commission.carried_over", by, at, new={"year": earlier[0].cycle.school_year, "people": len(taken)})
    return taken


@transaction.atomic
def write_requisites(*, cycle: MonitoringCycle, requisites: Requisites, by: User, at: datetime) -> CommissionProtocol:
    """Number and date are the cycle's own once it is approved: then only place and agenda are taken from here."""
    check_can_keep_commission(by, cycle)
    _lock(cycle)
    row = CommissionProtocol.objects.filter(cycle=cycle).first()
    row = row or CommissionProtocol(municipality_id=cycle.municipality_id, cycle=cycle)
    old = _requisites(row)
    if not cycle.is_approved:
        row.number, row.held_on = requisites.number.strip(), requisites.held_on
    row.place, row.agenda = requisites.place.strip(), requisites.agenda.strip()
    if row.pk and old == _requisites(row):
        return row
    row.changed_by, row.changed_at = by, at
    row.save()
    _note(cycle, "protocol.written", by, at, old=old, new=_requisites(row))
    return row


def _lock(cycle: MonitoringCycle) -> None:
    MonitoringCycle.objects.select_for_update().get(pk=cycle.pk)


def _words(row: CommissionMember) -> dict[str, str]:
    return {"full_name": row.full_name, "position": row.position, "role": str(row.role)}


def _requisites(row: CommissionProtocol) -> dict[str, Any]:
    day = row.held_on.isoformat() if row.held_on else None
    return {"number": row.number, "date": day, "place": row.place, "agenda": row.agenda}


def _note(cycle: MonitoringCycle, action: str, by: User, at: datetime, **what: Any) -> None:
    record(subject=f"cycle:{cycle.pk}", municipality_id=cycle.municipality_id, action=action, by=by, at=at, **what)
