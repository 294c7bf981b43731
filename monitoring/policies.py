"""When may it be done? The state of the map and the moment the request arrived decide; never the browser's clock."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from monitoring.errors import HeldByAnother, IllegalStep, MonitoringError, StageClosed
from monitoring.states import READY_TO_APPROVE, UNDER_EVALUATION, CycleState, MapState
from russian.dates import long_date

if TYPE_CHECKING:
    from accounts.models import User
    from monitoring.models import ExpertMap, IndicatorAnswer, MonitoringCycle, Stage

WAITING = {
    MapState.SUBMITTED: "Карта представлена и проверяется отделом образования. "
    "Изменить её можно, если отдел её вернёт.",
    MapState.VERIFIED: "Карта проверена. Изменения уже не принимаются.",
    MapState.EVALUATED: "Карта оценена. Изменения уже не принимаются.",
    MapState.APPROVED: "Результаты утверждены. Изменения уже не принимаются.",
    MapState.REOPENED: "Результат пересматривается. Изменения карты не принимаются.",
    MapState.REVISED: "Результат пересматривается. Изменения карты не принимаются.",
    MapState.NOT_SUBMITTED: "Карта не была представлена в срок, результаты утверждены без неё.",
}

OBJECTION_STATES = UNDER_EVALUATION | READY_TO_APPROVE


def check_school_may_change(expert_map: ExpertMap, at: datetime) -> None:
    """Raises StageClosed with what is closed, since when, and who can change it."""
    if expert_map.state == MapState.FILLING:
        if at >= expert_map.fill_ends_at:
            raise StageClosed(
                f"Срок заполнения истёк: карта принималась по {long_date(expert_map.fill_last_day)} включительно. "
                "Продлить срок может координатор мониторинга."
            )
    elif expert_map.state == MapState.RETURNED:
        last_day, ends_at = expert_map.return_last_day, expert_map.return_ends_at
        if last_day is not None and ends_at is not None and at >= ends_at:
            raise StageClosed(
                f"Срок исправления истёк: замечания принимались по {long_date(last_day)} "
                "включительно. Обратитесь к проверяющему или координатору."
            )
    else:
        raise StageClosed(_waiting(expert_map))


def _waiting(expert_map: ExpertMap) -> str:
    """Why a map that is not the school's to change now will not move."""
    if expert_map.state == MapState.SUBMITTED and expert_map.check_begun_at is not None:
        day = long_date(expert_map.municipality.today(expert_map.check_begun_at))
        return f"Проверка карты начата {day}: с этого дня она не меняется. Изменить её можно, если отдел её вернёт."
    return WAITING[MapState(expert_map.state)]


def is_after_term(expert_map: ExpertMap, at: datetime) -> bool:
    """Whether the school's own term was over at that moment, whatever became of the map since."""
    return at >= max(expert_map.fill_ends_at, expert_map.return_ends_at or expert_map.fill_ends_at)


def check_answer_is_open(answer: IndicatorAnswer) -> None:
    if not answer.is_open:
        raise StageClosed(
            f"Показатель {answer.code} не возвращался: открыты только показатели, по которым есть замечания."
        )


def may_school_change(expert_map: ExpertMap, at: datetime) -> bool:
    try:
        check_school_may_change(expert_map, at)
    except StageClosed:
        return False
    return True


def why_closed(expert_map: ExpertMap, at: datetime) -> str:
    """The sentence of the refusal, or an empty text while the map is open to the school."""
    try:
        check_school_may_change(expert_map, at)
    except StageClosed as refusal:
        return str(refusal)
    return ""


def check_is_checked(expert_map: ExpertMap) -> None:
    """Verdicts are given only while the map lies with the reviewer."""
    if expert_map.state != MapState.SUBMITTED:
        raise IllegalStep(
            "Заключения даются по представленной карте, а эта карта в состоянии "
            f"«{expert_map.get_state_display().lower()}»."
        )


def check_in_hands(expert_map: ExpertMap, by: User) -> None:
    """A map given to a reviewer is judged by that reviewer; one given to nobody by any reviewer of the place.

    Not a permission: who may verify at all stays in permissions.py, and whoever may can take the map over.
    """
    if expert_map.reviewer_id in {None, by.pk} or expert_map.reviewer is None:
        return
    raise HeldByAnother(
        f"Эту карту проверяет {expert_map.reviewer.short_name}. Чтобы решать по ней, сначала возьмите карту себе "
        "и напишите, почему."
    )


def check_is_readable(expert_map: ExpertMap) -> None:
    """A second reading is of what the school signed: a map being put right holds the school's own draft."""
    if expert_map.state == MapState.RETURNED:
        raise MonitoringError("Карта у школы на исправлении: прочитать показатель можно будет, когда она вернётся.")


def check_is_evaluated(expert_map: ExpertMap) -> None:
    """Final points are set between verification and approval, and while an approved result is revised."""
    if expert_map.state not in UNDER_EVALUATION:
        raise IllegalStep(
            "Итоговые баллы ставятся по проверенной карте, а эта карта в состоянии "
            f"«{expert_map.get_state_display().lower()}»."
        )


def check_objections_are_taken(expert_map: ExpertMap, stage: Stage, at: datetime) -> None:
    """A school disputes verified points until the term of stage 3; raises StageClosed with the reason otherwise."""
    if expert_map.state == MapState.APPROVED:
        raise StageClosed("Результаты утверждены. Возражения уже не принимаются.")
    if expert_map.state not in OBJECTION_STATES:
        raise StageClosed("Возразить можно после проверки карты: баллы отдела ещё не определены.")
    if at >= stage.ends_at:
        raise StageClosed(f"Возражения принимались по {long_date(stage.last_day)} включительно.")


def takes_objections(expert_map: ExpertMap, stage: Stage, at: datetime) -> bool:
    try:
        check_objections_are_taken(expert_map, stage, at)
    except StageClosed:
        return False
    return True


def check_takes_signature_file(expert_map: ExpertMap) -> None:
    """A file of a signature is put beside what was signed, until the results are approved."""
    if not expert_map.was_submitted:
        raise StageClosed("Файл подписи прикладывается к представленной карте, а эта карта не представлена.")
    if expert_map.state == MapState.APPROVED:
        raise StageClosed("Результаты утверждены. Файл подписи уже не принимается.")


def check_signature_file_may_change(expert_map: ExpertMap) -> None:
    """What the reviewer may have seen already stays."""
    if expert_map.state != MapState.SUBMITTED or expert_map.check_begun_at is not None:
        raise StageClosed("Проверка карты началась: приложенный файл подписи уже нельзя заменить или убрать.")


def check_cycle_is_running(cycle: MonitoringCycle) -> None:
    if cycle.state != CycleState.RUNNING:
        raise MonitoringError("Результаты этого года утверждены, цикл закрыт для изменений.")
