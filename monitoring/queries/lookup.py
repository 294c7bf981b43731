"""Which rows may this person's request name at all?"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from monitoring.models import Evidence, ExpertMap, MonitoringCycle, SecondReading
from prepared import PreparedQuery


class Sight(NamedTuple):
    """What of a person decides which rows a request may name: all that a prepared query is told."""

    pk: int
    school_ids: frozenset[int]
    municipality_ids: frozenset[int]


def sight_of(user) -> dict[str, Any]:
    return {"pk": user.pk, "school_ids": user.school_ids, "municipality_ids": user.municipality_ids}


def maps_for(user) -> QuerySet[ExpertMap]:
    maps = ExpertMap.objects.visible_to(user).with_context()
    return maps.annotate(is_read_blind=_read_by(user, expert_map=OuterRef("pk"))) if user.municipality_ids else maps


MAP = PreparedQuery[ExpertMap](lambda map_id, **sight: maps_for(Sight(**sight)).filter(pk=map_id))


def map_for(user, map_id: int) -> ExpertMap | None:
    """The map, if the person may name it."""
    return MAP.first(map_id=map_id, **sight_of(user))


def cycles_for(user) -> QuerySet[MonitoringCycle]:
    cycles = MonitoringCycle.objects.visible_to(user).with_terms()
    if not user.municipality_ids:
        return cycles
    entrusted = SecondReading.objects.filter(sample__cycle=OuterRef("pk"), entrusted_to=user.pk, settled_at=None)
    return cycles.annotate(is_read_blind=_read_by(user, sample__cycle=OuterRef("pk")), has_entrusted=Exists(entrusted))


def evidence_for(user) -> QuerySet[Evidence]:
    return Evidence.objects.visible_to(user).select_related("expert_map__school", "expert_map__cycle", "municipality")


def readings_for(user) -> QuerySet[SecondReading]:
    """Second readings of the places the person works for, with the claim and what is around it."""
    about = ("answer", "first", "reader", "entrusted_to", "settled_by", "sample__cycle__municipality")
    around = ("expert_map__school", "expert_map__cycle", "expert_map__municipality")
    rows = SecondReading.objects.filter(municipality_id__in=user.municipality_ids)
    return rows.select_related(*about, *around)


def _read_by(user, **about: Any) -> Exists:
    """Whether the person still has to read something of it: then its verdicts are hidden from that person."""
    return Exists(SecondReading.objects.waiting().filter(reader=user.pk, **about))
