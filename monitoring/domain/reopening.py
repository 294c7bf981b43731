"""How is one approved result opened again, and approved again, while its year stays approved?"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from monitoring.domain.history import note
from monitoring.domain.sheet import Sheet, lock_sheet
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.models import ExpertMap, Objection, Reopening
from monitoring.permissions import check_can_reopen
from monitoring.states import MapState, Step, after


@transaction.atomic
def reopen_result(*, expert_map: ExpertMap, reason: str, by: User, at: datetime) -> ExpertMap:
    """Final points of one map of an approved year can be set again, and objections answered while they are taken.

    Claims and verdicts stay closed. The result that was in force is kept, in the journal and beside the map, until
    and after another one is approved. Raises InvalidAnswer without a reason.
    """
    check_can_reopen(by, expert_map)
    if not reason.strip():
        raise InvalidAnswer("Напишите причину пересмотра: её увидят школа и комиссия.", field="reason")
    sheet = lock_sheet(expert_map)
    row = sheet.expert_map
    row.state = after(row.state, Step.REOPEN)
    before = _in_force(sheet)
    Reopening.objects.create(
        municipality_id=row.municipality_id,
        expert_map=row,
        reason=reason.strip(),
        opened_by=by,
        opened_at=at,
        before=before,
    )
    row.save(update_fields=["state"])
    note(row, "result.reopened", by, at, old=before, reason=reason.strip())
    return row


def _in_force(sheet: Sheet) -> dict:
    """The result as it stands approved, with the protocol it was approved by."""
    row = sheet.expert_map
    last = Reopening.objects.of(row).last()
    number, day = (last or row.cycle).protocol_number, (last or row.cycle).protocol_date
    return {
        "points": row.final_points,
        "maximum": row.maximum,
        "protocol": number,
        "date": day.isoformat() if day else None,
        "indicators": {code: [answer.final_points, answer.final_reason] for code, answer in sheet.answers.items()},
    }


@transaction.atomic
def approve_revised(
    *, expert_map: ExpertMap, protocol_number: str, protocol_date: date, by: User, at: datetime
) -> ExpertMap:
    """The revised result is in force, by a protocol of its own; the cycle's approval is not touched."""
    check_can_reopen(by, expert_map)
    sheet = lock_sheet(expert_map)
    row = sheet.expert_map
    if row.state != MapState.REVISED:
        raise MonitoringError(
            "Утверждать заново нечего: результат этой карты не пересматривается или методист ещё не завершил оценку."
        )
    _check_protocol(row, protocol_number, protocol_date, at)
    if Objection.objects.undecided().of(row).exists():
        raise MonitoringError("На возражение школы ещё не ответили. Утвердить результат можно после ответа.")
    row.state = after(row.state, Step.APPROVE)
    reopening = Reopening.objects.unfinished().get(expert_map=row)
    reopening.protocol_number, reopening.protocol_date = protocol_number.strip(), protocol_date
    reopening.approved_by, reopening.approved_at = by, at
    reopening.save(update_fields=["protocol_number", "protocol_date", "approved_by", "approved_at"])
    row.save(update_fields=["state"])
    note(
        row,
        "result.approved_again",
        by,
        at,
        old=reopening.before,
        new=_in_force(sheet) | {"changed": changed_since(reopening, sheet)},
        reason=reopening.reason,
    )
    return row


def _check_protocol(row: ExpertMap, number: str, day: date, at: datetime) -> None:
    if not number.strip():
        raise InvalidAnswer("Укажите номер протокола.", field="protocol_number")
    if day > row.municipality.today(at):
        raise InvalidAnswer("Этот день ещё не наступил.", field="protocol_date")


def changed_since(reopening: Reopening, sheet: Sheet) -> dict[str, list[int | None]]:
    """Points that are not what they were before the revision: {code: [old, new]}."""
    before = reopening.before["indicators"]
    now = {code: answer.final_points for code, answer in sheet.answers.items()}
    return {code: [before[code][0], points] for code, points in now.items() if points != before[code][0]}
