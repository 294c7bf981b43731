"""How final points are fixed and results approved (stage 3)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from journal.domain import record
from monitoring.domain import scorecard
from monitoring.domain.history import note
from monitoring.domain.sheet import lock_sheet
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.models import ExpertMap, IndicatorAnswer, MonitoringCycle, Objection
from monitoring.permissions import check_can_evaluate, check_can_run_cycle
from monitoring.policies import check_cycle_is_running, check_is_evaluated
from monitoring.states import CycleState, MapState, Step, after


@transaction.atomic
def set_final(*, expert_map: ExpertMap, code: str, points: int, reason: str, by: User, at: datetime) -> IndicatorAnswer:
    """Fixes the final points of one answer; a reason is obligatory where they differ from the verified ones."""
    check_can_evaluate(by, expert_map)
    sheet = lock_sheet(expert_map)
    check_is_evaluated(sheet.expert_map)
    answer = sheet.answers[code]
    maximum = sheet.indicator(code).rule.maximum
    if not sheet.is_applicable(code):
        raise InvalidAnswer("Показатель к этой школе не применяется: балл по нему не ставится.", field="points")
    if not 0 <= points <= maximum:
        raise InvalidAnswer(f"Балл по показателю — от 0 до {maximum}.", field="points")
    if points != answer.verified_points and not reason.strip():
        raise InvalidAnswer("Итоговый балл отличается от проверенного: напишите почему.", field="reason")
    if sheet.expert_map.state == MapState.REOPENED and points != answer.final_points and not reason.strip():
        raise InvalidAnswer("Результат был утверждён: напишите, почему балл меняется.", field="reason")
    old = answer.final_points
    answer.final_points = points
    answer.final_reason = reason.strip() if points != answer.verified_points else ""
    answer.save(update_fields=["final_points", "final_reason"])
    scorecard.refresh(sheet)
    note(sheet.expert_map, "final.set", by, at, target=code, old=old, new=points, reason=reason.strip())
    return answer


@transaction.atomic
def complete_evaluation(*, expert_map: ExpertMap, by: User, at: datetime) -> ExpertMap:
    """The map's final points are ready for approval."""
    check_can_evaluate(by, expert_map)
    row = lock_sheet(expert_map).expert_map
    row.state = after(row.state, Step.EVALUATE)
    waiting = list(Objection.objects.undecided().of(row).values_list("answer__code", flat=True))
    if waiting:
        raise MonitoringError(
            f"На возражения школы ещё не ответили: {', '.join(waiting)}. Ответьте и завершите оценку."
        )
    row.save(update_fields=["state"])
    note(row, "map.evaluated", by, at, new={"final_points": row.final_points})
    return row


@transaction.atomic
def resume_evaluation(*, expert_map: ExpertMap, reason: str, by: User, at: datetime) -> ExpertMap:
    check_can_evaluate(by, expert_map)
    if not reason.strip():
        raise InvalidAnswer("Напишите причину: она останется в журнале.", field="reason")
    row = lock_sheet(expert_map).expert_map
    row.state = after(row.state, Step.RESUME_EVALUATION)
    row.save(update_fields=["state"])
    note(row, "map.evaluation_resumed", by, at, reason=reason.strip())
    return row


@transaction.atomic
def approve_results(
    *, cycle: MonitoringCycle, protocol_number: str, protocol_date: date | None, by: User, at: datetime
) -> MonitoringCycle:
    """Locks the year's results. Maps never signed become «не представлена»: a group of their own, not zeros.

    Approving an approved cycle again changes nothing.
    """
    check_can_run_cycle(by, cycle)
    row = MonitoringCycle.objects.select_for_update().get(pk=cycle.pk)
    if row.is_approved:
        return row
    check_cycle_is_running(row)
    maps = list(ExpertMap.objects.of(row).select_for_update(of=("self",)).select_related("school"))
    _check_all_decided(row, maps, at)
    for expert_map in maps:
        _close_map(expert_map, by=by, at=at)
    row.state, row.approved_by, row.approved_at = CycleState.APPROVED, by, at
    row.protocol_number, row.protocol_date = protocol_number.strip(), protocol_date
    row.save(update_fields=["state", "approved_by", "approved_at", "protocol_number", "protocol_date"])
    record(
        subject=f"cycle:{row.pk}",
        municipality_id=row.municipality_id,
        action="results.approved",
        new={"protocol": row.protocol_number},
        by=by,
        at=at,
    )
    return row


def _check_all_decided(cycle: MonitoringCycle, maps: list[ExpertMap], at: datetime) -> None:
    undecided = [m for m in maps if m.state not in {MapState.EVALUATED, MapState.FILLING}]
    if undecided:
        names = ", ".join(f"{m.school} ({m.get_state_display().lower()})" for m in undecided[:5])
        more = f" и ещё {len(undecided) - 5}" if len(undecided) > 5 else ""
        raise MonitoringError(f"Оценка завершена не по всем картам: {names}{more}.")
    with_objections = Objection.objects.undecided().maps_of(cycle)
    disputed = [m for m in maps if m.pk in with_objections]
    if disputed:
        names = ", ".join(str(m.school) for m in disputed[:5])
        more = f" и ещё {len(disputed) - 5}" if len(disputed) > 5 else ""
        raise MonitoringError(f"На возражения школ ещё не ответили: {names}{more}. Утвердить можно после ответа.")
    open_still = [m for m in maps if m.state == MapState.FILLING and at < m.fill_ends_at]
    if open_still:
        names = ", ".join(str(m.school) for m in open_still[:5])
        raise MonitoringError(f"Срок заполнения ещё не истёк у школ: {names}. Утвердить результаты можно после него.")
    if all(m.state == MapState.FILLING for m in maps):
        raise MonitoringError("Ни одна карта не представлена: утверждать нечего.")


def _close_map(expert_map: ExpertMap, *, by: User, at: datetime) -> None:
    step = Step.APPROVE if expert_map.state == MapState.EVALUATED else Step.CLOSE
    expert_map.state = after(expert_map.state, step)
    expert_map.save(update_fields=["state"])
    note(
        expert_map,
        "map.approved" if step == Step.APPROVE else "map.not_submitted",
        by,
        at,
        new={"final_points": expert_map.final_points},
    )
