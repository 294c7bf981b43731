"""Which recommendations of a year are decided, and to whom?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, F, Prefetch, Q, QuerySet

from improvement.models import Recommendation
from improvement.states import DECIDED, Addressee, Audience
from monitoring.models import ExpertMap, MonitoringCycle


class SchoolAdvice(NamedTuple):
    """A decided recommendation to one school."""

    map_id: int
    sort_key: str
    name: str
    code: str


class GroupWords(NamedTuple):
    """What a group of so many schools is advised; `who` narrows it, `is_held`: they have these very words."""

    audience: str
    code: str
    who: str
    action: str
    due: date
    schools: int
    is_held: bool


class SchoolWords(NamedTuple):
    """What one school is advised."""

    audience: str
    code: str
    action: str
    map_id: int
    is_held: bool


@dataclass(frozen=True, slots=True)
class AcceptedWords:
    """Everything decided of a year whose grounds stand, in the order of the rubric."""

    groups: tuple[GroupWords, ...] = ()
    alone: tuple[SchoolWords, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups or self.alone)


NOTHING_ACCEPTED = AcceptedWords()
WITH_SCHOOLS = Q(sent_version__isnull=False, sent_version__gte=F("version")) & ~Q(audience=Audience.CENTRE)


def accepted_words(cycle: MonitoringCycle) -> AcceptedWords:
    """For those who sum the recommendations up (2 queries)."""
    groups = _decided(cycle, Addressee.GROUP).annotate(schools=Count("group"), is_held=WITH_SCHOOLS)
    alone = _decided(cycle, Addressee.SCHOOL).annotate(is_held=WITH_SCHOOLS)
    of_groups = groups.order_by("position", "pk").values_list(
        "audience", "code", "grounds", "action", "due", "schools", "is_held"
    )
    of_schools = alone.order_by("position", "pk").values_list("audience", "code", "action", "expert_map", "is_held")
    return AcceptedWords(
        tuple(GroupWords(audience, code, grounds.get("who", ""), *row) for audience, code, grounds, *row in of_groups),
        tuple(SchoolWords(*row) for row in of_schools),
    )


def groups_advised(cycle: MonitoringCycle) -> list[Recommendation]:
    """Decided ones whose grounds stand, in the order of the rubric, each with its schools (2 queries)."""
    members = ExpertMap.objects.select_related("school").in_natural_order()
    rows = _decided(cycle, Addressee.GROUP).select_related("drawn_by").order_by("position", "pk")
    return list(rows.prefetch_related(Prefetch("group", queryset=members)))


def schools_advised(cycle: MonitoringCycle) -> list[SchoolAdvice]:
    """In natural order of schools, then of the rubric (1 query)."""
    rows = _decided(cycle, Addressee.SCHOOL).order_by("expert_map__school__sort_key", "expert_map", "position", "pk")
    columns = ("expert_map", "expert_map__school__sort_key", "expert_map__school__short_name", "code")
    return [SchoolAdvice(*row) for row in rows.values_list(*columns)]


def advice_versions(cycle: MonitoringCycle) -> list[list[int]]:
    """What a document about recommendations was made from: every decided one as it stands (1 query)."""
    rows = Recommendation.objects.of(cycle).filter(state__in=DECIDED, is_outdated=False)
    return [list(row) for row in rows.order_by("pk").values_list("pk", "version")]


def _decided(cycle: MonitoringCycle, addressee: str) -> QuerySet[Recommendation]:
    return Recommendation.objects.of(cycle).filter(addressee=addressee, state__in=DECIDED, is_outdated=False)
