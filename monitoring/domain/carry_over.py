"""How do last year's words and evidence come into this year's map, and who vouches that they still hold?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from monitoring.domain.evidence import NOT_IN_MAP, count_risk, open_sheet, put_behind
from monitoring.domain.evidence_taking import check_dated, check_quota
from monitoring.domain.history import note
from monitoring.domain.sheet import Sheet
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.models import Evidence, ExpertMap, IndicatorAnswer
from monitoring.states import ONCE_APPROVED

# What a piece of evidence is; who added it, when, and whether it was confirmed belong to its own year.
COPIED = (
    "kind", "title", "url", "dated", "stored_name", "original_name", "content_type", "size", "sha256", "child_names",
    "people_found",
)  # fmt: skip


def earlier_answers(sheet: Sheet) -> QuerySet[IndicatorAnswer]:
    """The school's answers by the same methodology in its approved years before this one, the latest year first."""
    expert_map = sheet.expert_map
    return (
        IndicatorAnswer.objects.filter(
            # Of the map, not of the answer: SQLite would walk through every answer of the municipality.
            expert_map__municipality_id=expert_map.municipality_id,
            expert_map__school_id=expert_map.school_id,
            expert_map__state__in=ONCE_APPROVED,
            expert_map__cycle__school_year__lt=expert_map.cycle.school_year,
            indicator__methodology__code=sheet.rubric.code,
        )
        .select_related("expert_map__cycle")
        .order_by("-expert_map__cycle__school_year")
    )


def last_years_answer(sheet: Sheet, code: str) -> IndicatorAnswer | None:
    """The answer to the same indicator in the latest approved year (1 query)."""
    return earlier_answers(sheet).filter(code=code).first()


@transaction.atomic
def carry_over(*, expert_map: ExpertMap, code: str, by: User, at: datetime) -> IndicatorAnswer:
    """«Взять прошлогоднее»: copies the note, where none is written, and the evidence of last year's answer.

    Words and evidence only: never numbers, points, verdicts or signatures. Each carried piece waits for «всё ещё верно»
    (`confirmed_at`). Raises MonitoringError when there is nothing to take.
    """
    sheet = open_sheet(expert_map, code, by, at)
    last, answer = last_years_answer(sheet, code), sheet.answers[code]
    pieces = list(last.evidence.in_use()) if last else []
    takes_note = bool(last and last.note and not answer.note)
    if last is None or not (pieces or takes_note):
        raise MonitoringError("В прошлогодней карте по этому показателю нет ни подтверждений, ни нового пояснения.")
    take(sheet, last, words=last.note if takes_note else "", pieces=pieces, by=by, at=at)
    return answer


def take(
    sheet: Sheet, last: IndicatorAnswer, *, words: str, pieces: Sequence[Evidence], by: User, at: datetime
) -> None:
    """Puts those words and pieces of last year's answer into the same indicator of the locked sheet, journalled."""
    code = last.code
    note(
        sheet.expert_map, "answer.carried_over", by, at, target=code,
        new={"year": last.expert_map.cycle.school_year, "note": words, "pieces": len(pieces)},
    )  # fmt: skip
    for piece in pieces:
        put_behind(sheet, code, _carried(piece, sheet.expert_map, by, at), by=by, at=at, action="evidence.added")
    if words:
        _write_note(sheet.answers[code], words)


def _write_note(answer: IndicatorAnswer, words: str) -> None:
    """Under a new version: whoever has the empty note on the screen must not save over this one unseen."""
    answer.note, answer.changed_since_return, answer.version = words, True, answer.version + 1
    answer.save(update_fields=["note", "changed_since_return", "version"])


def _carried(piece: Evidence, expert_map: ExpertMap, by: User, at: datetime) -> Evidence:
    """The piece in this year's map. What the school put there itself stays as it is; taken twice, it is one row."""
    same = Q(url=piece.url) & ~Q(url="") | Q(sha256=piece.sha256) & ~Q(sha256="")
    own = Evidence.objects.in_use().filter(same, expert_map=expert_map).first()
    if own is not None:
        return own
    before = Evidence.objects.filter(expert_map=expert_map, carried_from=piece).first()
    if before is not None:
        before.removed_by = before.removed_at = before.replaced_at = before.confirmed_at = None
        before.save(update_fields=["removed_by", "removed_at", "replaced_at", "confirmed_at"])
        return before
    check_quota(expert_map, piece.size)
    return Evidence.objects.create(
        municipality_id=expert_map.municipality_id,
        expert_map=expert_map,
        **{field: getattr(piece, field) for field in COPIED},
        carried_from=piece,
        added_by=by,
        added_at=at,
    )


@transaction.atomic
def confirm_carried(
    *, expert_map: ExpertMap, code: str, evidence: Evidence, dated: date | None = None, by: User, at: datetime
) -> Evidence:
    """«Всё ещё верно»: the school vouches for a carried piece, with the date it bears now. Twice is once."""
    sheet = open_sheet(expert_map, code, by, at)
    if evidence.expert_map_id != expert_map.pk or not evidence.is_in_use:
        raise InvalidAnswer(NOT_IN_MAP, field="evidence")
    if not evidence.wants_confirming:
        return evidence
    vouch(evidence, dated, at)
    note_vouching(expert_map, code, evidence, by, at)
    count_risk(sheet, evidence)
    return evidence


def vouch(evidence: Evidence, dated: date | None, at: datetime) -> None:
    """Raises InvalidAnswer for a date that has not come yet."""
    check_dated(evidence.expert_map, dated, at)
    evidence.confirmed_at, evidence.dated = at, dated or evidence.dated
    evidence.save(update_fields=["confirmed_at", "dated"])


def note_vouching(expert_map: ExpertMap, code: str, evidence: Evidence, by: User, at: datetime) -> None:
    note(
        expert_map, "evidence.confirmed", by, at, target=code,
        new={"id": evidence.pk, "title": evidence.title, "dated": evidence.dated and evidence.dated.isoformat()},
    )  # fmt: skip
