"""What does the methodologist read: verified maps with their three totals, and one map with its three points a row?"""

from __future__ import annotations

from django.db.models import Case, Count, Q, QuerySet, When

from monitoring.models import ExpertMap, IndicatorAnswer, MonitoringCycle
from monitoring.queries.objections import undecided_on_map
from monitoring.states import MapState
from schools.models import School

READY = (MapState.VERIFIED, MapState.EVALUATED, MapState.APPROVED)

LIST_FILTERS: dict[str, tuple[str, Q]] = {
    "": ("Все проверенные", Q()),
    "objections": ("Ждут ответа на возражение", Q(undecided__gt=0)),
    "verified": ("Ждут оценки", Q(state=MapState.VERIFIED)),
    "evaluated": ("Оценены", Q(state=MapState.EVALUATED)),
    "approved": ("Утверждены", Q(state=MapState.APPROVED)),
}


def verified_maps(cycle: MonitoringCycle) -> QuerySet[ExpertMap]:
    """Each with the number of its objections nobody has answered."""
    return ExpertMap.objects.of(cycle).filter(state__in=READY).annotate(undecided=undecided_on_map())


def list_counts(cycle: MonitoringCycle) -> dict[str, int]:
    counts = {f"f{place}": Count("pk", filter=condition) for place, (_, condition) in enumerate(LIST_FILTERS.values())}
    found = verified_maps(cycle).aggregate(**counts)
    return {key: found[f"f{place}"] for place, key in enumerate(LIST_FILTERS)}


def list_of(cycle: MonitoringCycle, *, state: str = "", text: str = "") -> QuerySet[ExpertMap]:
    """Those with objections to answer first, then in natural order."""
    maps = verified_maps(cycle).filter(LIST_FILTERS[state][1]).select_related("school")
    if text.strip():
        maps = maps.filter(school__in=School.objects.found_by(text))
    waiting = Case(When(undecided__gt=0, then=0), default=1)
    return maps.order_by(waiting, "school__sort_key", "pk")


def not_verified_yet(cycle: MonitoringCycle) -> int:
    """Signed maps that still lie with the reviewer or the school."""
    return ExpertMap.objects.of(cycle).filter(state__in=[MapState.SUBMITTED, MapState.RETURNED]).count()


def answers_of(expert_map: ExpertMap) -> list[IndicatorAnswer]:
    return list(IndicatorAnswer.objects.of(expert_map))
