"""How the department verifies objectivity: a verdict an indicator, return of named ones, completion (stage 2)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from monitoring.domain import risk, scorecard
from monitoring.domain.applicability import unconfirmed_codes
from monitoring.domain.checking import BEGUN, open_for_checking
from monitoring.domain.history import note
from monitoring.domain.locked_rows import write_back
from monitoring.domain.sheet import Sheet, lock_sheet
from monitoring.domain.verdict_rows import Finding, is_repeated, put_in_force, summary_of
from monitoring.errors import InvalidAnswer, MonitoringError, StaleVersion
from monitoring.models import ExpertMap, IndicatorAnswer, Objection, Verdict
from monitoring.permissions import check_can_verify
from monitoring.policies import check_in_hands, check_is_checked
from monitoring.states import MapState, Step, VerdictKind, after
from scoring.engine.types import Claim, IndicatorRule, Kind


@transaction.atomic
def give_verdict(
    *,
    expert_map: ExpertMap,
    code: str,
    finding: Finding,
    seen_verdict: int | None,
    by: User,
    at: datetime,
    in_stead: bool = False,
) -> Verdict:
    """Sets the current verdict of one answer; the school's claim stays as it is.

    `seen_verdict` is the id of the current verdict the reviewer saw, None for «ещё не проверено». Raises StaleVersion
    when a colleague decided meanwhile, InvalidAnswer for a finding without what its kind needs, HeldByAnother for a
    map in a colleague's hands. The same said again by the same person, whom no answer reached, changes nothing.
    `in_stead`, here and below, is for who settles a second reading: the map stays where it is.
    """
    verdict = put_verdict(
        expert_map=expert_map, code=code, finding=finding, seen_verdict=seen_verdict, by=by, at=at, in_stead=in_stead
    )
    risk.refresh_judged(expert_map, code)
    return verdict


def put_verdict(
    *,
    expert_map: ExpertMap,
    code: str,
    finding: Finding,
    seen_verdict: int | None,
    by: User,
    at: datetime,
    in_stead: bool = False,
) -> Verdict:
    """give_verdict without counting the warnings again: for a verb that gives many and counts once."""
    check_can_verify(by, expert_map)
    sheet = lock_sheet(expert_map)
    if not in_stead:
        check_in_hands(sheet.expert_map, by)
    check_is_checked(sheet.expert_map)
    answer = sheet.answers[code]
    previous = Verdict.objects.current().filter(answer=answer).first()
    if previous is not None and is_repeated(previous, finding, seen_verdict, by):
        return previous
    if (previous.pk if previous else None) != seen_verdict:
        raise StaleVersion("Пока вы смотрели, по этому показателю дал заключение другой сотрудник.")
    points, working = points_of(sheet, answer, finding)
    verdict = put_in_force(answer, previous, finding, points=points, working=working, by=by, at=at)
    answer.verified_points = points
    answer.save(update_fields=["verified_points"])
    sheet.expert_map.judged += 0 if previous else 1
    scorecard.refresh(sheet, also=BEGUN if open_for_checking(sheet.expert_map, by, at) else ())
    note(
        sheet.expert_map,
        "verdict.given",
        by,
        at,
        target=code,
        reason=finding.reason,
        old=summary_of(previous),
        new=summary_of(verdict),
    )
    return verdict


def points_of(sheet: Sheet, answer: IndicatorAnswer, finding: Finding) -> tuple[int | None, str]:
    """Points a finding gives and their working; None for a return. Raises InvalidAnswer."""
    if finding.kind != VerdictKind.ACCEPTED:
        _check_can_be_disputed(sheet, answer.code, finding)
    if finding.kind == VerdictKind.RETURNED:
        return None, ""
    if finding.kind == VerdictKind.ACCEPTED:
        return _accepted_points(answer), sheet.claimed(answer.code).working
    return _corrected_points(sheet, answer, finding)


def _accepted_points(answer: IndicatorAnswer) -> int | None:
    """Accepted, what counts though the school was never asked for it is 0 points, not «не применимо»."""
    return answer.claimed_points or 0 if answer.counts_anyway else answer.claimed_points


def _check_can_be_disputed(sheet: Sheet, code: str, finding: Finding) -> None:
    """A correction and a return carry a reason, and are about something the school can have."""
    if not sheet.is_applicable(code):
        raise InvalidAnswer(
            "Показатель к этой школе не применяется: исправлять и возвращать здесь нечего, его можно только принять.",
            field="kind",
        )
    if not finding.reason.strip():
        raise InvalidAnswer("Напишите причину: школа увидит её вместе с решением.", field="reason")


def _corrected_points(sheet: Sheet, answer: IndicatorAnswer, finding: Finding) -> tuple[int, str]:
    rule = sheet.indicator(answer.code).rule
    if finding.points is not None:
        if not 0 <= finding.points <= rule.maximum:
            raise InvalidAnswer(f"Балл по показателю — от 0 до {rule.maximum}.", field="points")
        return finding.points, f"Балл определён проверяющим: {finding.points}"
    claim = _corrected_claim(rule, finding)
    outcome = sheet.score(answer.code, claim)
    return outcome.points or 0, outcome.working


def _corrected_claim(rule: IndicatorRule, finding: Finding) -> Claim:
    if rule.kind == Kind.FACT:
        if finding.fact is None:
            raise InvalidAnswer("Укажите, подтверждается ли факт.", field="fact")
        return Claim(fact=finding.fact, parts=dict.fromkeys((part.key for part in rule.parts), finding.fact))
    if finding.numerator is None or finding.denominator is None:
        raise InvalidAnswer("Укажите оба числа или балл.", field="numerator")
    if min(finding.numerator, finding.denominator) < 0:
        raise InvalidAnswer("Число людей не бывает отрицательным.", field="numerator")
    if finding.numerator > finding.denominator:
        raise InvalidAnswer("Участников не может быть больше, чем всего.", field="numerator")
    return Claim(numerator=finding.numerator, denominator=finding.denominator)


@transaction.atomic
def return_to_school(*, expert_map: ExpertMap, last_day: date, by: User, at: datetime) -> ExpertMap:
    """Reopens exactly the indicators returned by verdict, until the inclusive day."""
    check_can_verify(by, expert_map)
    sheet = lock_sheet(expert_map)
    check_in_hands(sheet.expert_map, by)
    check_is_checked(sheet.expert_map)
    codes = list(
        Verdict.objects.current()
        .filter(answer__expert_map=expert_map, kind=VerdictKind.RETURNED)
        .values_list("answer__code", flat=True)
    )
    if not codes:
        raise MonitoringError("Нет показателей с заключением «Вернуть»: сначала отметьте, что школе исправить.")
    if last_day < expert_map.municipality.today(at):
        raise InvalidAnswer("Этот день уже прошёл. Дайте школе время на исправление.", field="last_day")
    row = sheet.expert_map
    row.state = after(row.state, Step.RETURN)
    row.return_last_day, row.return_ends_at = last_day, expert_map.municipality.end_of(last_day)
    row.check_begun_at = row.check_begun_by = None
    IndicatorAnswer.objects.of(expert_map).filter(code__in=codes).update(is_open=True, changed_since_return=False)
    row.save(update_fields=["state", "return_last_day", "return_ends_at", *BEGUN])
    note(row, "map.returned", by, at, new={"codes": codes, "last_day": last_day.isoformat()})
    return row


@transaction.atomic
def recall(*, expert_map: ExpertMap, reason: str, by: User, at: datetime) -> ExpertMap:
    """Takes a returned map back for checking with the answers the head signed last; unsigned changes are not counted.

    What the school typed meanwhile stays in the journal.
    """
    check_can_verify(by, expert_map)
    _check_reason(reason)
    sheet = lock_sheet(expert_map)
    check_in_hands(sheet.expert_map, by)
    row = sheet.expert_map
    row.state = after(row.state, Step.RECALL)
    row.return_last_day = row.return_ends_at = None
    undone = _restore_signed(sheet)
    scorecard.refresh(sheet, also=("state", "return_last_day", "return_ends_at"))
    write_back(
        sheet.answers.values(),
        ["numerator", "denominator", "fact", "parts", "note", "version", "claimed_points", "is_open"],
    )
    note(row, "map.recalled", by, at, old=undone or None, reason=reason)
    risk.refresh_around(row)
    return row


def _restore_signed(sheet: Sheet) -> dict:
    """Puts back the signed values; returns what the school had typed since, by code."""
    undone: dict[str, dict[str, Any]] = {}
    for signed in sheet.expert_map.submissions.latest("round").content["answers"]:
        answer = sheet.answers[signed["code"]]
        answer.is_open = False
        for field in ("numerator", "denominator", "fact", "parts", "note"):
            if getattr(answer, field) != signed[field]:
                undone.setdefault(answer.code, {})[field] = getattr(answer, field)
                setattr(answer, field, signed[field])
        # Whoever still has the undone value on the screen must not save over the signed one unseen.
        answer.version += answer.code in undone
    return undone


@transaction.atomic
def complete_verification(*, expert_map: ExpertMap, by: User, at: datetime, in_stead: bool = False) -> ExpertMap:
    """All indicators judged, none waiting for the school: the map is verified, final points start as verified ones."""
    check_can_verify(by, expert_map)
    sheet = lock_sheet(expert_map)
    if not in_stead:
        check_in_hands(sheet.expert_map, by)
    check_is_checked(sheet.expert_map)
    judged = set(
        Verdict.objects.current()
        .filter(answer__expert_map=expert_map)
        .exclude(kind=VerdictKind.RETURNED)
        .values_list("answer__code", flat=True)
    )
    waiting = [code for code in sheet.answers if code not in judged]
    if waiting:
        raise MonitoringError(f"Проверены не все показатели. Осталось: {', '.join(waiting)}.")
    unconfirmed = unconfirmed_codes(sheet)
    if unconfirmed:
        raise MonitoringError(
            f"Не подтверждено, что к школе не применимы показатели {', '.join(unconfirmed)}: подтвердите или отклоните."
        )
    row = sheet.expert_map
    row.state = after(row.state, Step.VERIFY)
    for answer in sheet.answers.values():
        answer.final_points, answer.final_reason = answer.verified_points, ""
    _give_what_objections_gave(sheet)
    write_back(sheet.answers.values(), ["final_points", "final_reason"])
    scorecard.refresh(sheet, also=("state",))
    note(row, "map.verified", by, at, new={"verified_points": row.verified_points})
    return row


def _give_what_objections_gave(sheet: Sheet) -> None:
    """A check resumed and completed again does not take back what a satisfied objection gave."""
    for objection in Objection.objects.of(sheet.expert_map).filter(outcome=Objection.Outcome.SATISFIED):
        answer = next(answer for answer in sheet.answers.values() if answer.pk == objection.answer_id)
        if objection.points is not None and objection.points > (answer.verified_points or 0):
            answer.final_points = objection.points
            answer.final_reason = f"Возражение школы удовлетворено: {objection.decision}"


@transaction.atomic
def resume_verification(
    *, expert_map: ExpertMap, reason: str, by: User, at: datetime, in_stead: bool = False
) -> ExpertMap:
    """Back to the reviewer's desk, by name and with a reason."""
    check_can_verify(by, expert_map)
    _check_reason(reason)
    sheet = lock_sheet(expert_map)
    if not in_stead:
        check_in_hands(sheet.expert_map, by)
    row = sheet.expert_map
    row.state = after(row.state, Step.RESUME_CHECK)
    for answer in sheet.answers.values():
        answer.final_points, answer.final_reason = None, ""
    write_back(sheet.answers.values(), ["final_points", "final_reason"])
    scorecard.refresh(sheet, also=("state",))
    note(row, "map.check_resumed", by, at, reason=reason)
    return row


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise InvalidAnswer("Напишите причину: она останется в журнале.", field="reason")


def waits_for_return(expert_map: ExpertMap) -> bool:
    """Whether some verdict says «вернуть» while the map still lies with the reviewer."""
    return (
        expert_map.state == MapState.SUBMITTED
        and Verdict.objects.current().filter(answer__expert_map=expert_map, kind=VerdictKind.RETURNED).exists()
    )
