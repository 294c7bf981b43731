"""Who may read results? The rules are monitoring's own: a result is seen by whoever may see what it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.permissions import as_question
from monitoring.permissions import check_can_read_map, check_can_read_points

if TYPE_CHECKING:
    from accounts.models import User
    from monitoring.models import ExpertMap, MonitoringCycle


def check_can_read_result(user: User, expert_map: ExpertMap) -> None:
    """The school always; the department once the head has signed."""
    check_can_read_map(user, expert_map)


def check_can_read_district(user: User, cycle: MonitoringCycle) -> None:
    """Everybody who works for the department or the methodical centre, observers too; see there for the exception."""
    check_can_read_points(user, cycle)


can_read_result = as_question(check_can_read_result)
can_read_district = as_question(check_can_read_district)
