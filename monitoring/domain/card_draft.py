"""How does an uploaded card wait for its «да», and what happens then?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from monitoring.domain.expert_map import record_answers
from monitoring.models import CardDraft, ExpertMap
from monitoring.permissions import check_can_fill
from monitoring.policies import check_school_may_change


@transaction.atomic
def keep_card_draft(
    *, expert_map: ExpertMap, file_name: str, rows: Mapping[str, Mapping[str, Any]], by: User, at: datetime
) -> CardDraft:
    """Keeps what a workbook changes until the person confirms it; the person's earlier unconfirmed one goes.

    `rows` as in CardDraft. Raises StageClosed when the map is no longer the school's to change.
    """
    check_can_fill(by, expert_map)
    check_school_may_change(expert_map, at)
    CardDraft.objects.filter(expert_map=expert_map, uploaded_by=by, applied_at=None).delete()
    return CardDraft.objects.create(
        municipality_id=expert_map.municipality_id,
        expert_map=expert_map,
        file_name=file_name[-255:],
        rows=rows,
        uploaded_by=by,
        uploaded_at=at,
    )


@transaction.atomic
def apply_card_draft(
    *, draft: CardDraft, expert_map: ExpertMap, versions: Mapping[str, int], by: User, at: datetime
) -> CardDraft:
    """Writes the draft's answers of the codes in `versions`, all or none, as one change of the map.

    `versions` are those the person saw while confirming. A draft applied before is given back as it is. Raises
    StageClosed, StaleVersion or InvalidAnswer.
    """
    check_can_fill(by, expert_map)
    kept = CardDraft.objects.select_for_update().get(pk=draft.pk, expert_map=expert_map)
    if kept.applied_at is not None:
        return kept
    answers = {code: kept.rows[code]["values"] for code in versions}
    sheet = record_answers(expert_map=expert_map, answers=answers, versions=versions, by=by, at=at)
    kept.applied_at, kept.applied = at, [code for code in sheet.answers if code in versions]
    kept.save(update_fields=["applied_at", "applied"])
    return kept
