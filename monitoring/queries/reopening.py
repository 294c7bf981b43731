"""Which results were opened for revision, and what came of it? Each function is one query."""

from __future__ import annotations

from monitoring.models import ExpertMap, MonitoringCycle, Reopening
from monitoring.states import ONCE_APPROVED


def reopenings_of(expert_map: ExpertMap) -> list[Reopening]:
    """Oldest first; nothing is asked of a map whose year was never approved."""
    if expert_map.state not in ONCE_APPROVED:
        return []
    return list(Reopening.objects.of(expert_map).select_related("opened_by", "approved_by"))


def reopenings_in(cycle: MonitoringCycle) -> list[Reopening]:
    """Of the whole year, in the order they were opened."""
    rows = Reopening.objects.filter(expert_map__cycle=cycle).select_related("expert_map__school", "opened_by")
    return list(rows.order_by("opened_at", "pk"))
