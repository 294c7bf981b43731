"""What becomes of text that arrives when the indicator is closed? It is kept beside the map, never in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import User
from monitoring.domain.history import note
from monitoring.domain.sheet import lock_sheet
from monitoring.errors import MonitoringError, StageClosed
from monitoring.models import ExpertMap, IndicatorAnswer, LateEntry
from monitoring.permissions import check_can_fill
from monitoring.policies import check_answer_is_open, check_school_may_change, is_after_term


@transaction.atomic
def keep_late_entry(
    *, expert_map: ExpertMap, code: str, typed: Mapping[str, str], words: str, by: User, at: datetime
) -> LateEntry:
    """Keeps the latest text of one person for one closed indicator; the map's own answer stays as it was in time.

    `typed` are the inputs, `words` the same as people read it. The same text again changes nothing. Raises
    MonitoringError when the indicator is open: there the text belongs into the answer.
    """
    check_can_fill(by, expert_map)
    sheet = lock_sheet(expert_map)
    reason = why_closed_now(sheet.expert_map, sheet.answers[code], at)
    entry = LateEntry.objects.filter(expert_map=expert_map, code=code, typed_by=by, mark="").first()
    if entry is not None and entry.typed == dict(typed):
        return entry
    entry, _ = LateEntry.objects.update_or_create(
        expert_map=expert_map,
        code=code,
        typed_by=by,
        mark="",
        defaults={
            "municipality_id": expert_map.municipality_id,
            "typed": dict(typed),
            "words": words,
            "reason": reason,
            "after_term": is_after_term(sheet.expert_map, at),
            "received_at": at,
        },
    )
    note(sheet.expert_map, "answer.typed_late", by, at, target=code, new={"words": words})
    return entry


def why_closed_now(expert_map: ExpertMap, answer: IndicatorAnswer, at: datetime) -> str:
    """Why what arrives now does not count; raises MonitoringError when it would."""
    try:
        check_school_may_change(expert_map, at)
        check_answer_is_open(answer)
    except StageClosed as closed:
        return str(closed)
    raise MonitoringError("Показатель снова открыт: сохраните ещё раз.")
