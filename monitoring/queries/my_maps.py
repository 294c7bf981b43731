"""Which maps are a person's own, and where does the person's work of the year lie?"""

from __future__ import annotations

from monitoring.models import ExpertMap, MonitoringCycle


def own_maps(user) -> list[ExpertMap]:
    """Maps of the schools the person fills for, the latest year first (one query, with school and cycle)."""
    maps = ExpertMap.objects.filter(school_id__in=user.school_ids).with_context()
    return list(maps.order_by("-cycle__school_year", "school__sort_key", "pk"))


def current_maps(user) -> dict[int, ExpertMap]:
    """The latest map of each school the person fills for: {school id: map}."""
    latest: dict[int, ExpertMap] = {}
    for expert_map in own_maps(user):
        latest.setdefault(expert_map.school_id, expert_map)
    return latest


def current_cycles(user) -> dict[int, MonitoringCycle]:
    """The latest year of each municipality the person works for: {municipality id: cycle}."""
    latest: dict[int, MonitoringCycle] = {}
    cycles = MonitoringCycle.objects.filter(municipality_id__in=user.municipality_ids)
    for cycle in cycles.select_related("municipality").prefetch_related("stages").order_by("-school_year"):
        latest.setdefault(cycle.municipality_id, cycle)
    return latest
