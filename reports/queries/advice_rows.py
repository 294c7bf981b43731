"""Which recommendations of a year are decided, and to whom?"""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Prefetch, QuerySet

from improvement.models import Recommendation
from improvement.states import DECIDED, Addressee
from monitoring.models import ExpertMap, MonitoringCycle


class SchoolAdvice(NamedTuple):
    """A decided recommendation to one school."""

    map_id: int
    name: str
    code: str


def groups_advised(cycle: MonitoringCycle) -> list[Recommendation]:
    """Decided ones whose grounds stand, in the order of the rubric, each with its schools (2 queries)."""
    members = ExpertMap.objects.select_related("school").in_natural_order()
    rows = _decided(cycle, Addressee.GROUP).select_related("drawn_by").order_by("position", "pk")
    return list(rows.prefetch_related(Prefetch("group", queryset=members)))


def schools_advised(cycle: MonitoringCycle) -> list[SchoolAdvice]:
    """In natural order of schools, then of the rubric (1 query)."""
    rows = _decided(cycle, Addressee.SCHOOL).order_by("expert_map__school__sort_key", "expert_map", "position", "pk")
    return [SchoolAdvice(*row) for row in rows.values_list("expert_map", "expert_map__school__short_name", "code")]


def advice_versions(cycle: MonitoringCycle) -> list[list[int]]:
    """What a document about recommendations was made from: every decided one as it stands (1 query)."""
    rows = Recommendation.objects.of(cycle).filter(state__in=DECIDED, is_outdated=False)
    return [list(row) for row in rows.order_by("pk").values_list("pk", "version")]


def _decided(cycle: MonitoringCycle, addressee: str) -> QuerySet[Recommendation]:
    return Recommendation.objects.of(cycle).filter(addressee=addressee, state__in=DECIDED, is_outdated=False)
