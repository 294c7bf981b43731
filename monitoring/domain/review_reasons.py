"""How does the coordinator keep the dictionary of reasons? Words already said in verdicts stay as they were said."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.permissions import check_can_coordinate
from journal.domain import record
from monitoring.errors import InvalidAnswer
from monitoring.models import ReviewReason
from schools.models import Municipality

SHIPPED = Path(settings.BASE_DIR) / "fixtures/review_reasons.json"
LONGEST = 300
KNOWN = "Такая причина в словаре уже есть."


def give_shipped_reasons(*, municipality: Municipality, at: datetime) -> list[ReviewReason]:
    """The list a new municipality begins with; a dictionary begun before is left alone."""
    if ReviewReason.objects.filter(municipality=municipality).exists():
        return []
    shipped = json.loads(SHIPPED.read_text(encoding="utf-8"))
    reasons = ReviewReason.objects.bulk_create(
        ReviewReason(municipality=municipality, position=place, **reason) for place, reason in enumerate(shipped, 1)
    )
    _note(municipality.pk, "reasons.shipped", None, at, new={"reasons": len(reasons)})
    return reasons


@transaction.atomic
def add_reason(*, municipality: Municipality, kind: str, code: str, text: str, by: User, at: datetime) -> ReviewReason:
    """A reason at the end of the dictionary. Raises InvalidAnswer (field: text)."""
    check_can_coordinate(by, municipality.pk)
    last = ReviewReason.objects.of(municipality.pk).last()
    reason = ReviewReason(
        municipality=municipality, kind=kind, code=code, text=_words(text), position=last.position + 1 if last else 1
    )
    _save(reason)
    _note(municipality.pk, "reason.added", by, at, new=_summary(reason))
    return reason


@transaction.atomic
def change_reason(*, reason: ReviewReason, kind: str, code: str, text: str, by: User, at: datetime) -> ReviewReason:
    """Other words, another indicator or decision, from now on. Unchanged values leave no trace."""
    row = _locked(reason, by)
    old = _summary(row)
    row.kind, row.code, row.text = kind, code, _words(text)
    if _summary(row) != old:
        _save(row)
        _note(row.municipality_id, "reason.changed", by, at, old=old, new=_summary(row))
    return row


@transaction.atomic
def retire_reason(*, reason: ReviewReason, by: User, at: datetime) -> ReviewReason:
    """Out of the choice on the desk; the row stays. Twice is once."""
    row = _locked(reason, by)
    if row.is_active:
        row.retired_at = at
        _save(row)
        _note(row.municipality_id, "reason.retired", by, at, old=_summary(row))
    return row


@transaction.atomic
def restore_reason(*, reason: ReviewReason, by: User, at: datetime) -> ReviewReason:
    """Undoes retire_reason. Raises InvalidAnswer when the same words were added anew meanwhile."""
    row = _locked(reason, by)
    if not row.is_active:
        row.retired_at = None
        _save(row)
        _note(row.municipality_id, "reason.restored", by, at, new=_summary(row))
    return row


@transaction.atomic
def move_reason(*, reason: ReviewReason, step: int, by: User, at: datetime) -> ReviewReason:
    """One place up (-1) or down (+1) among the active reasons of its kind; at either end it stays."""
    row = _locked(reason, by)
    alike = list(ReviewReason.objects.of(row.municipality_id).active().filter(kind=row.kind).select_for_update())
    place = next((place for place, other in enumerate(alike) if other.pk == row.pk), None)
    if place is None or step not in {-1, 1} or not 0 <= place + step < len(alike):
        return row
    beside = alike[place + step]
    if beside.position == row.position:  # never so by the verbs, but an order must come out all the same
        beside.position -= step
    row.position, beside.position = beside.position, row.position
    ReviewReason.objects.bulk_update([row, beside], ["position"])
    _note(row.municipality_id, "reason.moved", by, at, target=row.text, new={"step": step})
    return row


def _words(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise InvalidAnswer("Напишите причину: такой её увидит школа.", field="text")
    if len(words) > LONGEST:
        raise InvalidAnswer(f"Причина длиннее {LONGEST} знаков. Скажите короче.", field="text")
    return words


def _locked(reason: ReviewReason, by: User) -> ReviewReason:
    check_can_coordinate(by, reason.municipality_id)
    return ReviewReason.objects.select_for_update().get(pk=reason.pk)


def _save(reason: ReviewReason) -> None:
    try:
        with transaction.atomic():
            reason.save()
    except IntegrityError:
        raise InvalidAnswer(KNOWN, field="text") from None


def _summary(reason: ReviewReason) -> dict[str, str]:
    return {"kind": reason.kind, "code": reason.code, "text": reason.text}


def _note(municipality_id: int, action: str, by: User | None, at: datetime, **what: Any) -> None:
    record(
        subject=f"municipality:{municipality_id}", municipality_id=municipality_id, action=action, by=by, at=at, **what
    )
