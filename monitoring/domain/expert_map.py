"""How a school fills its map: one answer at a time, under the version the person saw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from journal.domain import record
from monitoring.domain import risk, scorecard
from monitoring.domain.locked_rows import write_back
from monitoring.domain.sheet import (
    Sheet,
    check_covers,
    lock_sheet,
    owners_of,
    share_denominators,
    spread_denominators,
)
from monitoring.errors import InvalidAnswer, StaleVersion
from monitoring.models import ExpertMap, IndicatorAnswer
from monitoring.permissions import check_can_fill
from monitoring.policies import check_answer_is_open, check_school_may_change
from prepared import PreparedUpdate
from scoring.engine.types import Outcome

FIELDS = ("numerator", "denominator", "fact", "parts", "note")
REUSED = "Это число берётся из другого показателя и меняется там."
NO_SUCH_FIELD = "Такого поля у показателя нет."
WRITTEN = [*FIELDS, "version", "changed_since_return", "claimed_points"]
WRITE_ONE = PreparedUpdate(IndicatorAnswer, WRITTEN)


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """What a save did: the sheet as it now stands, what it earns, the codes whose points or denominators moved."""

    sheet: Sheet
    answer: IndicatorAnswer
    affected: tuple[str, ...]
    outcomes: dict[str, Outcome]


@transaction.atomic
def record_answer(
    *, expert_map: ExpertMap, code: str, values: Mapping[str, Any], version: int, by: User, at: datetime
) -> SavedAnswer:
    """Writes the given fields of one answer.

    `values` holds any of FIELDS: people as int or None, a fact as bool or None, parts as {key: bool}, note as text.
    Raises StageClosed, StaleVersion (the row is newer than `version`) or InvalidAnswer (with the field's name).
    """
    check_can_fill(by, expert_map)
    sheet = lock_sheet(expert_map)
    answer = sheet.answers[code]
    check_school_may_change(sheet.expert_map, at)
    check_answer_is_open(answer)
    if answer.version != version:
        raise StaleVersion("Пока вы заполняли, этот показатель изменил другой человек.")
    old, new = _apply(sheet, answer, values)
    if not new:
        return SavedAnswer(sheet, answer, (), sheet.outcomes())
    affected, outcomes = _write_many(sheet, [answer], share_denominators(sheet), at)
    record(
        subject=sheet.expert_map.subject,
        municipality_id=sheet.expert_map.municipality_id,
        action="answer.recorded",
        target=code,
        old=old,
        new=new,
        by=by,
        at=at,
    )
    return SavedAnswer(sheet, answer, affected, outcomes)


@transaction.atomic
def record_answers(
    *,
    expert_map: ExpertMap,
    answers: Mapping[str, Mapping[str, Any]],
    by: User,
    at: datetime,
    versions: Mapping[str, int] | None = None,
) -> Sheet:
    """Writes many answers as one change with one journal entry: all or none.

    `versions` are those the person saw, by code; without them nothing is compared. Raises StageClosed, StaleVersion
    or InvalidAnswer (with the field and the code).
    """
    check_can_fill(by, expert_map)
    sheet = lock_sheet(expert_map)
    check_school_may_change(sheet.expert_map, at)
    for code in answers:
        check_answer_is_open(sheet.answers[code])
    if any(sheet.answers[code].version != seen for code, seen in (versions or {}).items()):
        raise StaleVersion("Пока вы проверяли, ответы на сайте изменились. Проверьте расхождения ещё раз.")
    put = put_answers(sheet, answers)
    if put.refusals:
        raise put.refusals[0]
    if put.new:
        _write_many(sheet, [sheet.answers[code] for code in put.new], put.fed, at)
        record(
            subject=sheet.expert_map.subject,
            municipality_id=sheet.expert_map.municipality_id,
            action="answers.recorded",
            old=put.old,
            new=put.new,
            by=by,
            at=at,
        )
    return sheet


@dataclass(frozen=True, slots=True)
class PutAnswers:
    """Old and new values of what really changed, by code; rows fed by a shared denominator; what contradicts."""

    old: dict[str, dict[str, Any]]
    new: dict[str, dict[str, Any]]
    fed: list[IndicatorAnswer]
    refusals: list[InvalidAnswer]


def put_answers(sheet: Sheet, answers: Mapping[str, Mapping[str, Any]]) -> PutAnswers:
    """Sets many answers on the rows of the sheet, writes nothing, and judges them when all of them stand.

    A sheet with refusals is not fit to be written.
    """
    old, new, refusals = {}, {}, []
    for code, values in answers.items():
        try:
            _check_fits(sheet, sheet.answers[code], values)
        except InvalidAnswer as refusal:
            refusals.append(refusal)
            continue
        before, after = _put(sheet.answers[code], values)
        if after:
            old[code], new[code] = before, after
    fed = spread_denominators(sheet)
    return PutAnswers(old, new, fed, [*refusals, *_contradictions(sheet, new, fed)])


def _contradictions(sheet: Sheet, changed: Mapping[str, Any], fed: list[IndicatorAnswer]) -> list[InvalidAnswer]:
    """At the numerator that was changed; otherwise at the denominator whose change no longer covers it."""
    found = []
    for answer in [*(sheet.answers[code] for code in changed), *(row for row in fed if row.code not in changed)]:
        try:
            if answer.code in changed:
                _check_numbers(answer)
            else:
                check_covers(answer, answer.denominator)
        except InvalidAnswer as refusal:
            if answer.code not in changed:
                refusal.code = next((code for code in owners_of(sheet, answer.code) if code in changed), answer.code)
            found.append(refusal)
    return found


def _apply(sheet: Sheet, answer: IndicatorAnswer, values: Mapping[str, Any]) -> tuple[dict, dict]:
    """Sets the values on the row; returns old and new of what really changed."""
    _check_fits(sheet, answer, values)
    old, changed = _put(answer, values)
    if changed:
        _check_numbers(answer)
    return old, changed


def _put(answer: IndicatorAnswer, values: Mapping[str, Any]) -> tuple[dict, dict]:
    changed = {field: value for field, value in values.items() if getattr(answer, field) != value}
    old = {field: getattr(answer, field) for field in changed}
    for field, value in changed.items():
        setattr(answer, field, value)
    return old, changed


def _check_fits(sheet: Sheet, answer: IndicatorAnswer, values: Mapping[str, Any]) -> None:
    """Refuses fields the indicator does not have: a fact has no people, a reused denominator has its owner."""
    indicator = sheet.indicator(answer.code)
    if not sheet.is_applicable(answer.code) and any(values.get(field) is not None for field in FIELDS[:3]):
        raise InvalidAnswer(f"Показатель {answer.code} к этой школе не применяется.", field="note", code=answer.code)
    if "denominator" in values and not indicator.owns_denominator:
        raise InvalidAnswer(REUSED, field="denominator", code=answer.code)
    unknown = set(values.get("parts") or {}) - {part.key for part in indicator.rule.parts}
    if unknown or set(values) - set(FIELDS):
        raise InvalidAnswer(NO_SUCH_FIELD, field="note", code=answer.code)


def _check_numbers(answer: IndicatorAnswer) -> None:
    for field in ("numerator", "denominator"):
        value = getattr(answer, field)
        if value is not None and not 0 <= value <= 1_000_000:
            raise InvalidAnswer("Введите целое число людей от 0 до 1 000 000.", field=field, code=answer.code)
    if answer.numerator is not None and answer.denominator is not None and answer.numerator > answer.denominator:
        raise InvalidAnswer(
            f"Участников ({answer.numerator}) не может быть больше, чем всего ({answer.denominator}). "
            "Проверьте оба числа.",
            field="numerator",
            code=answer.code,
        )


def _write_many(
    sheet: Sheet, answers: list[IndicatorAnswer], fed: list[IndicatorAnswer], at: datetime
) -> tuple[tuple[str, ...], dict[str, Outcome]]:
    """Writes the rows, those their denominators feed, and the totals; returns the affected codes and the outcomes."""
    sheet.expert_map.last_saved_at = at
    scored = scorecard.refresh(sheet, also=("last_saved_at",))
    for answer in answers:
        answer.version += 1
        answer.changed_since_return = True
    others = [row for row in {row.code: row for row in [*fed, *scored.moved]}.values() if row not in answers]
    _write_rows([*answers, *others])
    if sheet.expert_map.was_submitted:
        risk.refresh_around(sheet.expert_map)
    return tuple(row.code for row in [*answers, *others]), scored.outcomes


def _write_rows(rows: list[IndicatorAnswer]) -> None:
    """One statement, however many rows a shared denominator reaches."""
    if len(rows) == 1:
        WRITE_ONE(rows[0])
    else:
        write_back(rows, WRITTEN)
