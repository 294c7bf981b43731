"""What happened in a year: entries about the cycle and its maps, narrowed by who, what, school, indicator, day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from journal.models import JournalEntry
from monitoring.models import ExpertMap, MonitoringCycle, SecondReading


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the reader asked for; empty fields ask nothing. Days are inclusive and local."""

    by_id: int | None = None
    actions: Collection[str] = ()
    map_id: int | None = None
    code: str = ""
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
        of_reading = Q(subject__startswith="reading:", new__map=asked.map_id)
        entries = entries.filter(Q(subject=f"map:{asked.map_id}") | of_reading)
    if asked.code:
        # A workbook changes many answers with one entry: its values stand under their codes.
        entries = entries.filter(Q(target=asked.code) | Q(action="answers.recorded", new__has_key=asked.code))
    if asked.first is not None:
        entries = entries.filter(at__gte=_midnight(cycle, asked.first))
    if asked.last is not None:
        entries = entries.filter(at__lt=_midnight(cycle, asked.last + timedelta(days=1)))
    return entries.order_by("-at", "-pk")


def _all_entries(cycle: MonitoringCycle) -> QuerySet[JournalEntry]:
    maps = ExpertMap.objects.of(cycle).order_by().annotate(chain=Concat(Value("map:"), Cast("pk", CharField())))
    readings = SecondReading.objects.filter(sample__cycle=cycle).order_by()
    readings = readings.annotate(chain=Concat(Value("reading:"), Cast("pk", CharField())))
    chains = Q(subject__in=maps.values("chain")) | Q(subject__in=readings.values("chain"))
    return JournalEntry.objects.filter(Q(subject=f"cycle:{cycle.pk}") | chains, municipality_id=cycle.municipality_id)


def _midnight(cycle: MonitoringCycle, day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=cycle.municipality.zone)


def people_in(cycle: MonitoringCycle) -> list[tuple[int, str]]:
    """Everybody who did something in the year, by the name of the moment."""
    rows = _all_entries(cycle).exclude(by=None).order_by("by_name").values_list("by_id", "by_name").distinct()
    return list(dict(rows).items())


def maps_of_year(cycle: MonitoringCycle) -> list[ExpertMap]:
    return list(ExpertMap.objects.of(cycle).select_related("school").in_natural_order())
