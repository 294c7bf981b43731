"""Does a version say of every indicator how it compares with the version before, and is that true of the rows?"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from django.db.models import F

from schools.models import Municipality
from scoring.domain.methodology_file import ChangeRecord, FollowsRecord, IndicatorRecord, MethodologyRecord
from scoring.domain.strict_json import Node
from scoring.models import Indicator, IndicatorChange, Methodology

Kind = IndicatorChange.Kind


@dataclass(frozen=True, slots=True)
class _Before:
    """What of an indicator of the version before can be held against a declaration."""

    kind: str
    threshold: int | None
    levels: frozenset[str]


def check_succession(record: MethodologyRecord, municipality: Municipality | None) -> None:
    """Raise MethodologyFileError at the place of the first declaration that is missing, doubled or untrue."""
    follows = record.follows
    if follows is None:
        return
    if follows.version == record.version:
        _at(follows.place, "version").refuse(f"версия {record.version} не может следовать за самой собой")
    before = _indicators_before(record, follows, municipality)
    own = {indicator.code: indicator for indicator in record.indicators}
    _check_once(follows, own, before)
    for change in follows.changes:
        if change.code and change.code_before:
            _check_true(change, own[change.code], before[change.code_before])


def create_changes(methodology: Methodology, record: MethodologyRecord) -> None:
    if record.follows is None:
        return
    IndicatorChange.objects.bulk_create(
        IndicatorChange(
            methodology=methodology,
            position=position,
            version_before=record.follows.version,
            code=change.code or "",
            code_before=change.code_before or "",
            kind=change.kind,
            note=change.note,
        )
        for position, change in enumerate(record.follows.changes, start=1)
    )


def _indicators_before(
    record: MethodologyRecord, follows: FollowsRecord, municipality: Municipality | None
) -> dict[str, _Before]:
    """The municipality's own version of that name, else the shared one."""
    known = Methodology.objects.filter(code=record.code, version=follows.version)
    mine = known.filter(municipality=municipality) | known.filter(municipality=None)
    found = mine.order_by(F("municipality").asc(nulls_last=True)).first()
    if found is None:
        _at(follows.place, "version").refuse(
            f"версии «{follows.version}» методики «{record.code}» нет: сначала загрузите её"
        )
    rows = Indicator.objects.filter(methodology=found).values_list("code", "kind", "threshold", "levels")
    return {code: _Before(kind, threshold, frozenset(levels)) for code, kind, threshold, levels in rows}


def _check_once(follows: FollowsRecord, own: dict[str, IndicatorRecord], before: dict[str, _Before]) -> None:
    """Every indicator of both versions is named once."""
    seen: set[str] = set()
    seen_before: set[str] = set()
    for change in follows.changes:
        _take(change.place, "code", change.code, seen, own, "показателя «{}» в этой версии нет")
        _take(change.place, "before", change.code_before, seen_before, before, "показателя «{}» в прежней версии нет")
    place = _at(follows.place, "changes")
    for code in own:
        if code not in seen:
            place.refuse(f"не сказано, как показатель «{code}» сопоставим с прежней версией")
    for code in before:
        if code not in seen_before:
            place.refuse(f"не сказано, что стало с показателем «{code}» прежней версии")


def _take(place: Node, name: str, code: str | None, seen: set[str], known: Container[str], absent: str) -> None:
    if code is None:
        return
    if code not in known:
        _at(place, name).refuse(absent.format(code))
    if code in seen:
        _at(place, name).refuse(f"«{code}» уже есть")
    seen.add(code)


def _check_true(change: ChangeRecord, own: IndicatorRecord, before: _Before) -> None:
    """What is called the same must be counted the same; only a share's threshold can be what changed."""
    place = _at(change.place, "change")
    is_same_but_threshold = own.kind.value == before.kind and frozenset(own.levels) == before.levels
    if change.kind == Kind.SAME and not is_same_but_threshold:
        place.refuse(f"показатель «{own.code}» считается иначе, чем прежде: объявите «meaning»")
    if change.kind == Kind.SAME and own.threshold != before.threshold:
        place.refuse(f"порог был {before.threshold} %, а стал {own.threshold} %: объявите «threshold»")
    if change.kind == Kind.THRESHOLD and (not is_same_but_threshold or own.threshold == before.threshold):
        place.refuse(f"изменился не порог: он был {before.threshold} и стал {own.threshold}")


def _at(place: Node, name: str) -> Node:
    return Node(None, f"{place.place}.{name}")
