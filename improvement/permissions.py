"""Who may do what with recommendations?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from accounts.models.membership import Role
from accounts.permissions import as_question
from monitoring.permissions import check_can_read_map, check_can_read_points, check_can_sign

if TYPE_CHECKING:
    from accounts.models import User
    from improvement.models import Recommendation
    from monitoring.models import ExpertMap, MonitoringCycle

SENDERS = frozenset({Role.METHODOLOGIST, Role.COORDINATOR})


def check_can_keep_bank(user: User, municipality_id: int) -> None:
    if not user.holds(Role.METHODOLOGIST, municipality_id=municipality_id):
        raise PermissionDenied("Банк рекомендаций ведёт методист.")


def check_can_read_recommendations(user: User, cycle: MonitoringCycle) -> None:
    """They say what was found of every school: the same people who read its verified points."""
    check_can_read_points(user, cycle)


def check_can_decide(user: User, cycle: MonitoringCycle) -> None:
    """Draws, accepts, changes and drops."""
    if not user.holds(Role.METHODOLOGIST, municipality_id=cycle.municipality_id):
        raise PermissionDenied("Рекомендации составляет и правит методист.")
    check_can_read_recommendations(user, cycle)


def check_can_decide_on(user: User, recommendation: Recommendation) -> None:
    """Of a school the methodologist does not fill for; `recommendation` comes with its map, or is a group's."""
    school = recommendation.expert_map.school_id if recommendation.expert_map else None
    if school is not None and school in user.school_ids:
        raise PermissionDenied("Вы заполняете карту этой школы, поэтому рекомендации ей даёт другой методист.")


def check_can_send(user: User, cycle: MonitoringCycle) -> None:
    if not user.holds_any(SENDERS, municipality_id=cycle.municipality_id):
        raise PermissionDenied("Рекомендации отправляют методист и координатор.")
    check_can_read_recommendations(user, cycle)


def check_can_read_sent(user: User, expert_map: ExpertMap) -> None:
    """The school always; the department once the head has signed."""
    check_can_read_map(user, expert_map)


def check_can_confirm(user: User, expert_map: ExpertMap) -> None:
    """п. 3.4: the head answers for the school, so the head says that it has read."""
    try:
        check_can_sign(user, expert_map)
    except PermissionDenied:
        raise PermissionDenied("Ознакомление с рекомендациями подтверждает руководитель школы.") from None


can_keep_bank = as_question(check_can_keep_bank)
can_decide = as_question(check_can_decide)
can_decide_on = as_question(check_can_decide_on)
can_send = as_question(check_can_send)
can_confirm = as_question(check_can_confirm)
