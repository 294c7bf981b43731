"""What do the coordinator's forms choose from, and what stands in the way of approval?"""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from monitoring.models import ExpertMap, MonitoringCycle, StageExtension
from monitoring.states import CLAIM_VISIBLE, MapState
from schools.models import Municipality, School
from scoring.models import Methodology


def cycles_of(municipality: Municipality) -> QuerySet[MonitoringCycle]:
    """Years, the latest first, each with `maps` and `represented` counted."""
    return (
        MonitoringCycle.objects.filter(municipality=municipality)
        .select_related("methodology")
        .prefetch_related("stages")
        .annotate(
            maps=Count("expert_maps"),
            represented=Count("expert_maps", filter=Q(expert_maps__state__in=CLAIM_VISIBLE)),
        )
        .order_by("-school_year")  # grouping sets the model's own order aside
    )


def years_of(municipality: Municipality) -> list[tuple[int, int]]:
    """(cycle id, school year), the latest first (1 query)."""
    rows = MonitoringCycle.objects.filter(municipality=municipality).order_by("-school_year")
    return list(rows.values_list("pk", "school_year"))


def opened_years(municipality: Municipality) -> list[int]:
    return list(MonitoringCycle.objects.filter(municipality=municipality).values_list("school_year", flat=True))


def methodologies_for(municipality: Municipality) -> QuerySet[Methodology]:
    """Presets and the municipality's own."""
    return Methodology.objects.filter(Q(municipality=None) | Q(municipality=municipality)).order_by("title", "version")


def participants(municipality: Municipality) -> QuerySet[School]:
    return School.objects.of(municipality).active()


def schools_without_map(cycle: MonitoringCycle) -> QuerySet[School]:
    """Active schools that joined the register after the year was opened."""
    taking_part = ExpertMap.objects.of(cycle).values("school_id")
    return School.objects.of(cycle.municipality).active().exclude(pk__in=taking_part)


def filling_maps(cycle: MonitoringCycle) -> QuerySet[ExpertMap]:
    """Maps whose term can be extended."""
    return ExpertMap.objects.of(cycle).filter(state=MapState.FILLING).select_related("school").in_natural_order()


def extensions_of(cycle: MonitoringCycle) -> list[StageExtension]:
    """Longer terms of stage 1, the latest first, with whom, by whom and why."""
    return list(StageExtension.objects.filter(cycle=cycle).select_related("expert_map__school", "allowed_by"))


def maps_by_school(cycle: MonitoringCycle) -> list[ExpertMap]:
    """Every map of the year in natural order, with its school and the three totals."""
    return list(ExpertMap.objects.of(cycle).select_related("school").in_natural_order())
