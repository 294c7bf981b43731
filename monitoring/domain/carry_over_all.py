"""How does the whole of last year's map come over by one press, and how is all of it vouched for by one more?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from monitoring.domain.carry_over import earlier_answers, note_vouching, take, vouch
from monitoring.domain.evidence import NOT_IN_MAP, count_risk
from monitoring.domain.sheet import Sheet, lock_sheet
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.models import Evidence, ExpertMap, IndicatorAnswer
from monitoring.permissions import check_can_fill
from monitoring.policies import check_school_may_change

NOTHING_LEFT = "Всё, что можно было взять из прошлогодней карты, уже взято."


@dataclass(frozen=True, slots=True)
class Taking:
    """What is left to take into one indicator: `words` where none are written, pieces that are not there yet."""

    last: IndicatorAnswer
    words: str
    pieces: tuple[Evidence, ...]

    @property
    def code(self) -> str:
        return self.last.code


@dataclass(slots=True)
class Waiting:
    """A carried piece nobody vouched for yet, with the open indicators it stands behind."""

    piece: Evidence
    codes: list[str]


def left_to_take(sheet: Sheet) -> list[Taking]:
    """By indicator, in the order of the map. What the school took away this year is not brought back (4 queries)."""
    latest: dict[str, IndicatorAnswer] = {}
    for answer in earlier_answers(sheet).prefetch_related("evidence"):
        latest.setdefault(answer.code, answer)
    here = _already_here(sheet)
    gone = set(
        Evidence.objects.filter(expert_map=sheet.expert_map, carried_from__isnull=False)
        .exclude(removed_at=None)
        .values_list("carried_from", flat=True)
    )
    found = (
        _taking(answer, latest[code], here[code], gone)
        for code, answer in sheet.answers.items()
        if code in latest and answer.is_open and sheet.is_applicable(code)
    )
    return [taking for taking in found if taking.words or taking.pieces]


def _already_here(sheet: Sheet) -> dict[str, set[object]]:
    """What stands behind each answer now: rows it was carried from, addresses, hashes."""
    here: dict[str, set[object]] = defaultdict(set)
    behind = IndicatorAnswer.evidence.through.objects.filter(indicatoranswer__expert_map=sheet.expert_map)
    rows = behind.values_list("indicatoranswer__code", "evidence__carried_from", "evidence__url", "evidence__sha256")
    for code, *marks in rows:
        here[code] |= {mark for mark in marks if mark}
    return here


def _taking(answer: IndicatorAnswer, last: IndicatorAnswer, here: set[object], gone: set[int | None]) -> Taking:
    pieces = [
        piece
        for piece in last.evidence.all()
        if piece.is_in_use and piece.pk not in gone and not {piece.pk, piece.url, piece.sha256} & here
    ]
    return Taking(last, "" if answer.note else last.note, tuple(pieces))


@transaction.atomic
def carry_over_all(*, expert_map: ExpertMap, by: User, at: datetime) -> list[Taking]:
    """«Взять прошлогоднее» for every open indicator at once: words and evidence, never numbers, points or signatures.

    Each indicator has its own entry in the journal, each piece waits for «всё ещё верно». Raises MonitoringError when
    there is nothing left to take, RefusedFile when the files would not fit.
    """
    sheet = _open(expert_map, by, at)
    takings = left_to_take(sheet)
    if not takings:
        raise MonitoringError(NOTHING_LEFT)
    for taking in takings:
        take(sheet, taking.last, words=taking.words, pieces=taking.pieces, by=by, at=at)
    return takings


def waiting_for_a_word(expert_map: ExpertMap) -> list[Waiting]:
    """Carried pieces behind open indicators that wait for «всё ещё верно», in the order of the map (1 query)."""
    links = IndicatorAnswer.evidence.through.objects.filter(
        indicatoranswer__expert_map=expert_map,
        indicatoranswer__is_open=True,
        evidence__carried_from__isnull=False,
        evidence__confirmed_at=None,
        evidence__removed_at=None,
        evidence__replaced_at=None,
    ).select_related("evidence", "indicatoranswer")
    found: dict[int, Waiting] = {}
    for link in links.order_by("indicatoranswer__position", "evidence"):
        link.evidence.expert_map = expert_map
        found.setdefault(link.evidence_id, Waiting(link.evidence, [])).codes.append(link.indicatoranswer.code)
    return list(found.values())


@transaction.atomic
def confirm_all_carried(
    *, expert_map: ExpertMap, dates: Mapping[int, date | None], by: User, at: datetime
) -> list[Evidence]:
    """«Всё ещё верно» of many pieces at once, all or none: `dates` by the piece's id, None keeps the piece's own.

    What was vouched for before stays as it is. Each indicator a piece stands behind has its entry in the journal.
    Raises InvalidAnswer, with the piece in `field`, for a date that has not come or a piece that is not this map's.
    """
    sheet = _open(expert_map, by, at)
    waiting = {each.piece.pk: each for each in waiting_for_a_word(sheet.expert_map)}
    _check_known(sheet.expert_map, set(dates) - set(waiting))
    confirmed = [waiting[pk] for pk in waiting if pk in dates]
    for each in confirmed:
        _vouch(each, dates[each.piece.pk], sheet, by, at)
    return [each.piece for each in confirmed]


def _check_known(expert_map: ExpertMap, others: set[int]) -> None:
    """Those that do not wait any more are this map's all the same: somebody else was quicker."""
    known = set(Evidence.objects.filter(expert_map=expert_map, pk__in=others).values_list("pk", flat=True))
    for foreign in others - known:
        raise InvalidAnswer(NOT_IN_MAP, field=str(foreign))


def _vouch(each: Waiting, dated: date | None, sheet: Sheet, by: User, at: datetime) -> None:
    piece = each.piece
    try:
        vouch(piece, dated, at)
    except InvalidAnswer as refusal:
        raise InvalidAnswer(str(refusal), field=str(piece.pk)) from None
    for code in each.codes:
        note_vouching(sheet.expert_map, code, piece, by, at)
    count_risk(sheet, piece)


def _open(expert_map: ExpertMap, by: User, at: datetime) -> Sheet:
    check_can_fill(by, expert_map)
    sheet = lock_sheet(expert_map)
    check_school_may_change(sheet.expert_map, at)
    return sheet
