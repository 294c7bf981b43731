"""What happened in a year: entries about the cycle and its maps, narrowed by who, what, school and day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from journal.models import JournalEntry
from monitoring.models import ExpertMap, MonitoringCycle


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the reader asked for; empty fields ask nothing. Days are inclusive and local."""

    by_id: int | None = None
    actions: Collection[str] = ()
    map_id: int | None = None
    first: date | None = None
    last: date | None = None


def entries_of(cycle: MonitoringCycle, asked: Narrowing) -> QuerySet[JournalEntry]:
    """The latest first."""
    entries = _all_entries(cycle)
    if asked.by_id is not None:
        entries = entries.filter(by_id=asked.by_id)
    if asked.actions:
        entries = entries.filter(action__in=asked.actions)
    if asked.map_id is not None:
        entries = entries.filter(subject=f"map:{asked.map_id}")
    if asked.first is not None:
        entries = entries.filter(at__gte=_midnight(cycle, asked.first))
    if asked.last is not None:
        entries = entries.filter(at__lt=_midnight(cycle, asked.last + timedelta(days=1)))
    return entries.order_by("-at", "-pk")


def _all_entries(cycle: MonitoringCycle) -> QuerySet[JournalEntry]:
    maps = ExpertMap.objects.of(cycle).order_by().annotate(chain=Concat(Value("map:"), Cast("pk", CharField())))
    return JournalEntry.objects.filter(
        Q(subject=f"cycle:{cycle.pk}") | Q(subject__in=maps.values("chain")), municipality_id=cycle.municipality_id
    )


def _midnight(cycle: MonitoringCycle, day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=cycle.municipality.zone)


def people_in(cycle: MonitoringCycle) -> list[tuple[int, str]]:
    """Everybody who did something in the year, by the name of the moment."""
    rows = _all_entries(cycle).exclude(by=None).order_by("by_name").values_list("by_id", "by_name").distinct()
    return list(dict(rows).items())


def maps_of_year(cycle: MonitoringCycle) -> list[ExpertMap]:
    return list(ExpertMap.objects.of(cycle).select_related("school").in_natural_order())
