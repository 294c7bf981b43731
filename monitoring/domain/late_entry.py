"""What becomes of text that arrives when the indicator is closed? It is kept beside the map, never in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from monitoring.domain.history import note
from monitoring.domain.sheet import Sheet, lock_sheet
from monitoring.errors import MonitoringError, StageClosed
from monitoring.models import ExpertMap, IndicatorAnswer, LateEntry
from monitoring.permissions import check_can_fill
from monitoring.policies import check_answer_is_open, check_school_may_change, is_after_term


@dataclass(frozen=True, slots=True)
class LateText:
    """`typed` are the inputs of one indicator, `words` the same as people read it."""

    code: str
    typed: Mapping[str, str]
    words: str


@transaction.atomic
def keep_late_entry(
    *, expert_map: ExpertMap, code: str, typed: Mapping[str, str], words: str, by: User, at: datetime
) -> LateEntry:
    """Keeps the latest text of one person for one closed indicator; the map's own answer stays as it was in time.

    `typed` are the inputs, `words` the same as people read it. The same text again changes nothing. Raises
    MonitoringError when the indicator is open: there the text belongs into the answer.
    """
    [entry] = keep_late_entries(expert_map=expert_map, texts=[LateText(code, typed, words)], by=by, at=at)
    return entry


@transaction.atomic
def keep_late_entries(*, expert_map: ExpertMap, texts: Sequence[LateText], by: User, at: datetime) -> list[LateEntry]:
    """The same for many indicators at once, from a workbook that came too late: all or none."""
    check_can_fill(by, expert_map)
    sheet = lock_sheet(expert_map)
    held = {entry.code: entry for entry in LateEntry.objects.filter(expert_map=expert_map, typed_by=by, mark="")}
    return [_keep(sheet, text, held.get(text.code), by=by, at=at) for text in texts]


def _keep(sheet: Sheet, text: LateText, entry: LateEntry | None, *, by: User, at: datetime) -> LateEntry:
    expert_map, typed = sheet.expert_map, dict(text.typed)
    reason = why_closed_now(expert_map, sheet.answers[text.code], at)
    if entry is not None and entry.typed == typed:
        return entry
    if entry is None:
        entry = LateEntry(
            expert_map=expert_map, municipality_id=expert_map.municipality_id, code=text.code, typed_by=by
        )
    entry.typed, entry.words, entry.reason = typed, text.words, reason
    entry.after_term, entry.received_at = is_after_term(expert_map, at), at
    entry.save()
    note(expert_map, "answer.typed_late", by, at, target=text.code, new={"words": text.words})
    return entry


def why_closed_now(expert_map: ExpertMap, answer: IndicatorAnswer, at: datetime) -> str:
    """Why what arrives now does not count; raises MonitoringError when it would."""
    try:
        check_school_may_change(expert_map, at)
        check_answer_is_open(answer)
    except StageClosed as closed:
        return str(closed)
    raise MonitoringError("Показатель снова открыт: сохраните ещё раз.")
