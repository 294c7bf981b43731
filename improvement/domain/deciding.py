"""How does the methodologist accept, change and drop recommendations, and take it back?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from improvement.domain.words import Words, words_of
from improvement.errors import InvalidWords, StaleVersion
from improvement.models import Recommendation
from improvement.permissions import check_can_decide, check_can_decide_on
from improvement.states import AdviceState, Step, after
from journal.domain import record, record_each
from monitoring.models import MonitoringCycle

STALE = (
    "Пока вы правили, рекомендацию изменил другой человек. Ваш текст остался в полях, рядом — то, что сохранено. "
    "Сравните и сохраните ещё раз."
)


@transaction.atomic
def accept(*, recommendation: Recommendation, by: User, at: datetime) -> Recommendation:
    """Goes out as it is drawn. Twice is once."""
    row = _locked(recommendation, by)
    if row.state == AdviceState.ACCEPTED:
        return row
    row.state = after(row.state, Step.ACCEPT)
    return _decided(row, "advice.accepted", by, at)


@transaction.atomic
def accept_all(*, cycle: MonitoringCycle, ids: Collection[int], by: User, at: datetime) -> int:
    """Accepts those of the named that are still proposed; schools the person fills for are left to a colleague."""
    check_can_decide(by, cycle)
    MonitoringCycle.objects.select_for_update().get(pk=cycle.pk)
    rows = Recommendation.objects.of(cycle).filter(pk__in=list(ids), state=AdviceState.PROPOSED)
    taken = list(rows.exclude(expert_map__school_id__in=by.school_ids).select_for_update(of=("self",)))
    for row in taken:
        row.state, row.version = after(row.state, Step.ACCEPT), row.version + 1
        row.decided_by, row.decided_at = by, at
    Recommendation.objects.bulk_update(taken, ["state", "version", "decided_by", "decided_at"], batch_size=200)
    record_each(
        subject=f"cycle:{cycle.pk}",
        municipality_id=cycle.municipality_id,
        action="advice.accepted",
        by=by,
        at=at,
        changes=[{"target": row.code, "new": _said(row)} for row in taken],
    )
    return len(taken)


@transaction.atomic
def change(
    *, recommendation: Recommendation, words: Words, version: int, reason: str = "", by: User, at: datetime
) -> Recommendation:
    """Own words. Of a sent one the reason is obligatory: the school reads it with the new edition.

    Raises InvalidWords with its field, StaleVersion when another version stands by now.
    """
    row = _locked(recommendation, by)
    _check_words(words, row, reason, at)
    old = words_of(row)
    if old == words and not row.is_outdated:
        return row
    if row.version != version:
        raise StaleVersion(STALE)
    row.state = after(row.state, Step.CHANGE, is_sent=row.is_sent)
    row.action, row.helper, row.target, row.due = words.action.strip(), words.helper, words.target, words.due
    row.reason = " ".join(reason.split())
    _stand_on_present_facts(row)
    return _decided(row, "advice.changed", by, at, old=old.kept, new=words.kept, reason=row.reason)


@transaction.atomic
def drop(*, recommendation: Recommendation, reason: str, by: User, at: datetime) -> Recommendation:
    """Does not go out; why is said. Drawing anew does not bring it back."""
    row = _locked(recommendation, by)
    if not reason.strip():
        raise InvalidWords("Напишите причину: она останется в журнале.", field="reason")
    row.state = after(row.state, Step.DROP, is_sent=row.is_sent)
    row.reason, row.is_outdated = " ".join(reason.split()), False
    return _decided(row, "advice.dropped", by, at, reason=row.reason)


@transaction.atomic
def undo(*, recommendation: Recommendation, by: User, at: datetime) -> Recommendation:
    """Back to proposed, in the words of the bank. Raises IllegalStep once a school holds it."""
    row = _locked(recommendation, by)
    row.state = after(row.state, Step.UNDO, is_sent=row.is_sent)
    kept = row.drawn["words"]
    row.action, row.helper, row.target = kept["action"], kept["helper"], kept["target"]
    row.due, row.reason, row.is_outdated = date.fromisoformat(kept["due"]), "", False
    _save(row, None, None)
    _note(row, "advice.undone", by, at)
    return row


def _check_words(words: Words, row: Recommendation, reason: str, at: datetime) -> None:
    if not words.action.strip():
        raise InvalidWords("Напишите, что сделать: так это прочитает школа.", field="action")
    if words.due <= row.cycle.municipality.today(at) and words.due != row.due:
        raise InvalidWords("Срок уже прошёл. Укажите день в будущем.", field="due")
    if row.is_sent and not reason.strip():
        raise InvalidWords("Школа уже получила эту рекомендацию: напишите, почему она меняется.", field="reason")


def _stand_on_present_facts(row: Recommendation) -> None:
    """Decided knowing that the facts changed: what is observed now is what the words answer."""
    now = row.drawn["now"]
    if now is not None:
        row.observed, row.grounds = now
    row.drawn, row.is_outdated = row.drawn | {"facts": now}, False


def _locked(recommendation: Recommendation, by: User) -> Recommendation:
    rows = Recommendation.objects.select_for_update(of=("self",))
    row = rows.select_related("cycle__municipality", "expert_map").get(pk=recommendation.pk)
    check_can_decide(by, row.cycle)
    check_can_decide_on(by, row)
    MonitoringCycle.objects.select_for_update().get(pk=row.cycle_id)  # the lock of the journal's chain
    return row


def _decided(row: Recommendation, action: str, by: User, at: datetime, **what: Any) -> Recommendation:
    _save(row, by, at)
    _note(row, action, by, at, **what)
    return row


def _save(row: Recommendation, by: User | None, at: datetime | None) -> None:
    row.version, row.decided_by, row.decided_at = row.version + 1, by, at
    row.save()


def _said(row: Recommendation) -> dict[str, Any]:
    return {"recommendation": row.pk, "map": row.expert_map_id}


def _note(row: Recommendation, action: str, by: User, at: datetime, **what: Any) -> None:
    record(
        subject=f"cycle:{row.cycle_id}",
        municipality_id=row.municipality_id,
        action=action,
        by=by,
        at=at,
        target=row.code,
        old=what.get("old"),
        new=_said(row) | (what.get("new") or {}),
        reason=what.get("reason", ""),
    )
