"""Who may read results? The rules are monitoring's own: a result is seen by whoever may see what it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from accounts.models.membership import Role
from accounts.permissions import as_question
from monitoring.permissions import check_can_read_map, check_can_read_points, fills_for

if TYPE_CHECKING:
    from accounts.models import User
    from monitoring.models import ExpertMap, MonitoringCycle

WORD_WRITERS = frozenset({Role.METHODOLOGIST, Role.COORDINATOR})


MAKERS = frozenset({Role.METHODOLOGIST, Role.COORDINATOR})


def check_can_read_result(user: User, expert_map: ExpertMap) -> None:
    """The school always; the department once the head has signed."""
    check_can_read_map(user, expert_map)


def check_can_read_own_documents(user: User, expert_map: ExpertMap) -> None:
    """What was made about a school is its own to take; the department has the list of the whole year."""
    if not fills_for(user, expert_map):
        raise PermissionDenied("Здесь документы школы для неё самой. Документы года — на странице «Документы».")


def check_can_read_district(user: User, cycle: MonitoringCycle) -> None:
    """Everybody who works for the department or the methodical centre, observers too; see there for the exception."""
    check_can_read_points(user, cycle)


def check_can_write_words(user: User, cycle: MonitoringCycle) -> None:
    """The words of the year's documents: the methodologist's, and the coordinator's who has them signed."""
    check_can_read_points(user, cycle)
    if not user.holds_any(WORD_WRITERS, municipality_id=cycle.municipality_id):
        raise PermissionDenied("Тексты документов правят методист и координатор.")


def check_can_read_documents(user: User, cycle: MonitoringCycle) -> None:
    """A document says the points of the year: whoever may read those may read it."""
    check_can_read_district(user, cycle)


def check_can_make_documents(user: User, cycle: MonitoringCycle) -> None:
    check_can_read_documents(user, cycle)
    if not user.holds_any(MAKERS, municipality_id=cycle.municipality_id):
        raise PermissionDenied("Документы составляют методист и координатор.")


can_read_result = as_question(check_can_read_result)
can_read_district = as_question(check_can_read_district)
can_write_words = as_question(check_can_write_words)
can_make_documents = as_question(check_can_make_documents)
