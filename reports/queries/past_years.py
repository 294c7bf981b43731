"""What came of the years before?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.db.models import Count, Q, Sum

from monitoring.models import ExpertMap, IndicatorAnswer, MonitoringCycle
from monitoring.states import ONCE_APPROVED, CycleState


class PastPoints(NamedTuple):
    """How many schools reached an indicator, and the points they got for it together."""

    reached: int
    points: int


def year_before(cycle: MonitoringCycle) -> MonitoringCycle | None:
    """The latest approved cycle before this one, whatever its methodology (1 query)."""
    return (
        MonitoringCycle.objects.filter(
            municipality=cycle.municipality_id, school_year__lt=cycle.school_year, state=CycleState.APPROVED
        )
        .order_by("-school_year")
        .first()
    )


def points_of(cycle: MonitoringCycle, school_ids: Collection[int] | None) -> Mapping[str, PastPoints]:
    """Approved points by code, of the named schools or of all (1 query, one row an indicator)."""
    answers = IndicatorAnswer.objects.filter(expert_map__cycle=cycle, expert_map__state__in=ONCE_APPROVED)
    if school_ids is not None:
        answers = answers.filter(expert_map__school__in=school_ids)
    rows = answers.values("code").annotate(
        reached=Count("pk", filter=Q(final_points__gt=0)), points=Sum("final_points", default=0)
    )
    return {row["code"]: PastPoints(row["reached"], row["points"]) for row in rows.order_by("code")}


def counted_of(cycle: MonitoringCycle) -> Mapping[int, frozenset[str]]:
    """Codes that count by a reviewer's decision, by map (1 query)."""
    rows = IndicatorAnswer.objects.filter(expert_map__cycle=cycle, counts_anyway=True)
    found: dict[int, set[str]] = defaultdict(set)
    for map_id, code in rows.values_list("expert_map_id", "code"):
        found[map_id].add(code)
    return {map_id: frozenset(codes) for map_id, codes in found.items()}


def approved_maps_before(expert_map: ExpertMap) -> list[ExpertMap]:
    """The school's approved maps of earlier years, whatever the methodology, oldest first (1 query)."""
    return list(
        ExpertMap.objects.filter(
            school=expert_map.school_id,
            state__in=ONCE_APPROVED,
            cycle__school_year__lt=expert_map.cycle.school_year,
        )
        .select_related("cycle")
        .order_by("cycle__school_year")
    )


def points_by_criterion(map_ids: Collection[int]) -> Mapping[int, Mapping[int, int]]:
    """Final points by map and criterion number (1 query)."""
    rows = (
        IndicatorAnswer.objects.filter(expert_map__in=map_ids)
        .values_list("expert_map_id", "indicator__criterion__number")
        .annotate(points=Sum("final_points", default=0))
        .order_by("expert_map_id", "indicator__criterion__number")
    )
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for map_id, number, points in rows:
        found[map_id][number] = points
    return found
