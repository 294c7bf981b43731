"""Who may do what with a map? When it may be done is the question of policies.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from accounts.models.membership import Role
from accounts.permissions import as_question
from monitoring.states import VERDICTS_KNOWN

if TYPE_CHECKING:
    from accounts.models import User
    from monitoring.models import ExpertMap, MonitoringCycle, SecondReading

READERS = frozenset({Role.REVIEWER, Role.METHODOLOGIST, Role.COORDINATOR, Role.OBSERVER})
VERIFIED_STATES = VERDICTS_KNOWN
EVIDENCE_READERS = frozenset({Role.REVIEWER, Role.METHODOLOGIST, Role.COORDINATOR})


def fills_for(user: User, expert_map: ExpertMap) -> bool:
    return expert_map.school_id in user.school_ids


def check_can_read_map(user: User, expert_map: ExpertMap) -> None:
    """The school always; the department once the head has signed: a draft is the school's own.

    Whoever has a second reading of the map to give is kept from its pages until it is given: they hold verdicts.
    """
    check_can_read_claims(user, expert_map)
    check_not_reading_blind(expert_map)


def check_not_reading_blind(read: ExpertMap | MonitoringCycle) -> None:
    """`is_read_blind` is put on by monitoring.queries.lookup, in the query that finds the map or the year."""
    if getattr(read, "is_read_blind", False):
        raise PermissionDenied(
            "Вам поручено второе чтение. Пока оно не закончено, первые заключения от вас скрыты, чтобы ваше мнение "
            "было независимым. Прочитайте показатели в разделе «Проверка», в списке «Второе чтение»."
        )


def check_can_read_claims(user: User, expert_map: ExpertMap) -> None:
    """What the school signed and its evidence, without what the department made of it."""
    if fills_for(user, expert_map):
        return
    if not user.holds_any(READERS, municipality_id=expert_map.municipality_id):
        raise PermissionDenied("Карту видят её школа и сотрудники отдела образования.")
    if not expert_map.was_submitted:
        raise PermissionDenied("Школа ещё не представила карту. Черновик видит только сама школа.")


def check_can_read_evidence(user: User, expert_map: ExpertMap) -> None:
    """Evidence may hold names of children: observers do not open it."""
    check_can_read_claims(user, expert_map)
    if not fills_for(user, expert_map) and not user.holds_any(
        EVIDENCE_READERS, municipality_id=expert_map.municipality_id
    ):
        raise PermissionDenied("Файлы подтверждений открывают школа и те, кто её проверяет.")


def check_can_fill(user: User, expert_map: ExpertMap) -> None:
    if not fills_for(user, expert_map):
        raise PermissionDenied("Карту заполняет сама школа: её руководитель или ответственный.")


def check_can_sign(user: User, expert_map: ExpertMap) -> None:
    """п. 3.4: the head bears personal responsibility, so only the head signs."""
    if not user.holds(Role.HEAD, municipality_id=expert_map.municipality_id, school_id=expert_map.school_id):
        raise PermissionDenied("Карту представляет только руководитель школы: он отвечает за достоверность (п. 3.4).")


def check_not_own_school(user: User, expert_map: ExpertMap) -> None:
    if fills_for(user, expert_map):
        raise PermissionDenied("Вы заполняете карту этой школы, поэтому её проверяет и оценивает другой сотрудник.")


def check_can_verify(user: User, expert_map: ExpertMap) -> None:
    if not user.holds(Role.REVIEWER, municipality_id=expert_map.municipality_id):
        raise PermissionDenied("Объективность карт проверяет специалист отдела образования.")
    check_not_own_school(user, expert_map)


def check_can_review_map(user: User, expert_map: ExpertMap) -> None:
    """The reviewer's desk: of this place, of a signed map, of somebody else's school."""
    check_can_verify(user, expert_map)
    check_can_read_map(user, expert_map)


def check_can_ask_for_look(user: User, expert_map: ExpertMap) -> None:
    """Another look at a link: for those who put it there and those who judge by it."""
    if not fills_for(user, expert_map):
        check_can_review_map(user, expert_map)


def check_can_evaluate(user: User, expert_map: ExpertMap) -> None:
    if not user.holds(Role.METHODOLOGIST, municipality_id=expert_map.municipality_id):
        raise PermissionDenied("Итоговые баллы определяет методист.")
    check_not_own_school(user, expert_map)


def check_can_read_evaluation(user: User, expert_map: ExpertMap) -> None:
    """Claimed, verified and final points side by side: for the department and the centre, once a map is verified."""
    if not user.holds_any(READERS, municipality_id=expert_map.municipality_id):
        raise PermissionDenied("Оценку карт видят сотрудники отдела образования и методического центра.")
    if expert_map.state not in VERIFIED_STATES:
        raise PermissionDenied("Карта ещё не проверена: оценивать её рано.")
    check_not_reading_blind(expert_map)


def check_can_evaluate_map(user: User, expert_map: ExpertMap) -> None:
    """The methodologist's screen: of a verified map, of somebody else's school."""
    check_can_evaluate(user, expert_map)
    check_can_read_evaluation(user, expert_map)


def check_can_read_cycle(user: User, cycle: MonitoringCycle) -> None:
    if not user.holds_any(READERS, municipality_id=cycle.municipality_id):
        raise PermissionDenied("Ход мониторинга видят сотрудники отдела образования и методического центра.")


def check_can_read_points(user: User, cycle: MonitoringCycle) -> None:
    """Verified and final points of the whole year: whoever reads the year, but not in the midst of a second reading."""
    check_can_read_cycle(user, cycle)
    check_not_reading_blind(cycle)


def check_can_run_cycle(user: User, cycle: MonitoringCycle) -> None:
    if not user.holds(Role.COORDINATOR, municipality_id=cycle.municipality_id):
        raise PermissionDenied("Циклом мониторинга управляет координатор.")


def check_can_review_cycle(user: User, cycle: MonitoringCycle) -> None:
    if not user.holds(Role.REVIEWER, municipality_id=cycle.municipality_id):
        raise PermissionDenied("Очередь проверки — для специалистов отдела образования.")


def check_can_evaluate_cycle(user: User, cycle: MonitoringCycle) -> None:
    if not user.holds(Role.METHODOLOGIST, municipality_id=cycle.municipality_id):
        raise PermissionDenied("Оценка карт — для методистов.")


def check_can_read_second(user: User, reading: SecondReading) -> None:
    """The reader's own page of a second reading."""
    if reading.reader_id != user.pk:
        raise PermissionDenied("Второе чтение этого показателя поручено другому сотруднику.")
    check_can_verify(user, reading.expert_map)


def check_can_settle(user: User, reading: SecondReading) -> None:
    """The coordinator, or the third reviewer to whom it was entrusted; not of own school, nor of own verdict."""
    check_not_own_school(user, reading.expert_map)
    if user.pk in {reading.first.given_by_id, reading.reader_id}:
        raise PermissionDenied("Одно из двух заключений дали вы: расхождение решает тот, кто этого не читал.")
    if user.holds(Role.COORDINATOR, municipality_id=reading.municipality_id):
        return
    if reading.entrusted_to_id != user.pk:
        raise PermissionDenied("Расхождения решает координатор или тот, кому он это поручил.")
    check_can_verify(user, reading.expert_map)


def check_can_reopen(user: User, expert_map: ExpertMap) -> None:
    """Opens an approved result, and approves it anew: a coordinator who does not fill for the school."""
    if not user.holds(Role.COORDINATOR, municipality_id=expert_map.municipality_id):
        raise PermissionDenied("Утверждённый результат открывает для пересмотра только координатор мониторинга.")
    check_not_own_school(user, expert_map)


def check_can_reopen_map(user: User, expert_map: ExpertMap) -> None:
    """The coordinator's screens of one result: of a verified map."""
    check_can_reopen(user, expert_map)
    check_can_read_evaluation(user, expert_map)


def check_can_keep_commission(user: User, cycle: MonitoringCycle) -> None:
    if not user.holds_any(frozenset({Role.METHODOLOGIST, Role.COORDINATOR}), municipality_id=cycle.municipality_id):
        raise PermissionDenied("Состав комиссии и протокол ведут методист и координатор.")


can_read_map = as_question(check_can_read_map)
can_read_evidence = as_question(check_can_read_evidence)
can_fill = as_question(check_can_fill)
can_sign = as_question(check_can_sign)
can_verify = as_question(check_can_verify)
can_evaluate = as_question(check_can_evaluate)
can_review_map = as_question(check_can_review_map)
can_read_evaluation = as_question(check_can_read_evaluation)
can_evaluate_map = as_question(check_can_evaluate_map)
can_read_cycle = as_question(check_can_read_cycle)
can_run_cycle = as_question(check_can_run_cycle)
can_review_cycle = as_question(check_can_review_cycle)
can_evaluate_cycle = as_question(check_can_evaluate_cycle)
can_reopen = as_question(check_can_reopen)
can_keep_commission = as_question(check_can_keep_commission)
