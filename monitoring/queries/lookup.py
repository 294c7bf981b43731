"""Which rows may this person's request name at all?"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects

from accounts.models import User
from monitoring.models import Evidence, ExpertMap, MonitoringCycle, SecondReading
from monitoring.models.cycle import CycleQuerySet
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
    if not user.municipality_ids:
        return maps
    return maps.annotate(is_read_blind=read_blind_by(user.pk, expert_map=OuterRef("pk")))


MAP = PreparedQuery[ExpertMap](lambda map_id, **sight: maps_for(Sight(**sight)).filter(pk=map_id))


def map_for(user, map_id: int) -> ExpertMap | None:
    """The map, if the person may name it."""
    return MAP.first(map_id=map_id, **sight_of(user))


def cycles_for(user) -> QuerySet[MonitoringCycle]:
    cycles = MonitoringCycle.objects.visible_to(user).with_terms()
    return _with_readings(cycles, user.pk) if user.municipality_ids else cycles


def _with_readings(cycles: CycleQuerySet, person: int) -> CycleQuerySet:
    """Whether the person still has a second reading of the year to give, and a difference to settle."""
    entrusted = SecondReading.objects.filter(sample__cycle=OuterRef("pk"), entrusted_to=person, settled_at=None)
    return cycles.annotate(
        is_read_blind=read_blind_by(person, sample__cycle=OuterRef("pk")), has_entrusted=Exists(entrusted)
    )


def _cycles(cycle_id: int, person: int) -> CycleQuerySet:
    return _with_readings(MonitoringCycle.objects.filter(pk=cycle_id), person).select_related(
        "municipality", "methodology"
    )


CYCLE = PreparedQuery[MonitoringCycle](_cycles)


def cycle_of(user: User, cycle_id: int) -> MonitoringCycle | None:
    """As `cycles_for` finds it (two queries)."""
    found = CYCLE.first(cycle_id=cycle_id, person=user.pk)
    if found is None or not found.is_visible_to(user):
        return None
    prefetch_related_objects([found], "stages")
    return found


def evidence_for(user) -> QuerySet[Evidence]:
    return Evidence.objects.visible_to(user).select_related("expert_map__school", "expert_map__cycle", "municipality")


def readings_for(user) -> QuerySet[SecondReading]:
    """Second readings of the places the person works for, with the claim and what is around it."""
    about = ("answer", "first", "reader", "entrusted_to", "settled_by", "sample__cycle__municipality")
    around = ("expert_map__school", "expert_map__cycle", "expert_map__municipality")
    rows = SecondReading.objects.filter(municipality_id__in=user.municipality_ids)
    return rows.select_related(*about, *around)


def read_blind_by(person: int, **about: Any) -> Exists:
    """Whether the person still has to read something of it: then its verdicts are hidden from that person."""
    return Exists(SecondReading.objects.waiting().filter(reader=person, **about))
