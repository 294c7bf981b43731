"""Who sat on the commission of a year, and what does its protocol begin with?"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Case, QuerySet, Value, When

from monitoring.models import CommissionMember, CommissionProtocol, MonitoringCycle
from monitoring.states import CommissionRole

ORDER = Case(When(role=CommissionRole.CHAIR, then=0), When(role=CommissionRole.SECRETARY, then=2), default=Value(1))
NEEDED = {
    CommissionRole.CHAIR: "председатель",
    CommissionRole.SECRETARY: "секретарь",
}


def members_of(cycle: MonitoringCycle) -> QuerySet[CommissionMember]:
    """The chair, the members in the order they were entered, the secretary."""
    return CommissionMember.objects.filter(cycle=cycle).order_by(ORDER, "pk")


def missing_roles(members: Iterable[CommissionMember]) -> list[str]:
    """Who must be named before the protocol can be printed, in words."""
    known = {member.role for member in members}
    return [title for role, title in NEEDED.items() if role not in known]


def earlier_members(cycle: MonitoringCycle) -> list[CommissionMember]:
    """Whom «взять прошлогодний состав» would take."""
    return list(CommissionMember.objects.of_year_before(cycle))


def protocol_of(cycle: MonitoringCycle) -> CommissionProtocol | None:
    return CommissionProtocol.objects.filter(cycle=cycle).first()
