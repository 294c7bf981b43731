"""On what do the benchmarks run? The demonstration district of a city's size, made once and kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from accounts.models import Membership, Role, User
from monitoring.domain.cycle import extend_filling
from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.states import MapState

SCHOOLS = 165


def past_cycle() -> MonitoringCycle:
    """The latest approved year: every map is filled, verified and evaluated."""
    cycle = MonitoringCycle.objects.with_terms().filter(state="approved").order_by("-school_year")[0]
    assert cycle.expert_maps.count() == SCHOOLS, f"the data hold {cycle.expert_maps.count()} schools, not {SCHOOLS}"
    return cycle


def map_with_most_answers() -> ExpertMap:
    """Of those being filled; its term is moved when the kept data have outlived it."""
    found = ExpertMap.objects.with_context().filter(state=MapState.FILLING).order_by("-filled", "pk")[0]
    now = datetime.now(UTC)
    if found.fill_ends_at <= now + timedelta(hours=1):
        last_day = found.municipality.today(now) + timedelta(days=30)
        reason = "Данные для измерений старше срока."
        extend_filling(cycle=found.cycle, expert_map=found, last_day=last_day, reason=reason, by=coordinator(), at=now)
    return found


def coordinator() -> User:
    return _holder(Role.COORDINATOR)


def reviewer() -> User:
    return _holder(Role.REVIEWER)


def head_of(expert_map: ExpertMap) -> User:
    return User.objects.get(memberships__role=Role.HEAD, memberships__school=expert_map.school)


def _holder(role: Role) -> User:
    return Membership.objects.filter(role=role).select_related("user").order_by("pk")[0].user
