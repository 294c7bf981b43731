"""How do a document's number, day, signature and terms change?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from journal.domain import record
from monitoring.models import MonitoringCycle
from reports.errors import StaleWords
from reports.models import Requisites
from reports.permissions import check_can_write_words

FIELDS = (
    "number", "day", "signer_position", "signer_name", "responsible", "recommendations_until", "plans_until",
)  # fmt: skip
STALE = "Пока вы писали, реквизиты изменил другой человек."


@transaction.atomic
def change_requisites(
    *, cycle: MonitoringCycle, document: str, values: Mapping[str, Any], seen_version: int, by: User, at: datetime
) -> Requisites | None:
    """Keys of `values` are FIELDS, absent ones stay. None where nothing differs. Raises StaleWords."""
    check_can_write_words(by, cycle)
    # One writer of the year's chain of the journal at a time.
    MonitoringCycle.objects.select_for_update().get(pk=cycle.pk)
    kept = Requisites.objects.filter(cycle=cycle, document=document).first() or Requisites(
        municipality_id=cycle.municipality_id, cycle=cycle, document=document
    )
    if seen_version != kept.version:
        raise StaleWords(STALE)
    differ = {name: values[name] for name in FIELDS if name in values and getattr(kept, name) != values[name]}
    if not differ:
        return None
    old = {name: getattr(kept, name) for name in differ}
    for name, value in differ.items():
        setattr(kept, name, value)
    kept.version += 1
    kept.changed_by, kept.changed_at = by, at
    kept.save()
    record(
        subject=f"cycle:{cycle.pk}",
        municipality_id=cycle.municipality_id,
        action="requisites.changed",
        by=by,
        at=at,
        old=old,
        new={"document": document, "version": kept.version, **differ},
    )
    return kept
