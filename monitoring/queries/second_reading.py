"""What was drawn, what was read, where do the two readings differ?"""

from __future__ import annotations

from collections import Counter

from django.db.models import QuerySet

from accounts.models import Role, User
from accounts.queries.staff import holders_of
from monitoring.models import MonitoringCycle, ReadingSample, SecondReading
from monitoring.states import MapState


def samples_of(cycle: MonitoringCycle) -> list[ReadingSample]:
    """The latest first."""
    return list(ReadingSample.objects.filter(cycle=cycle).select_related("drawn_by"))


def readings_of(cycle: MonitoringCycle) -> list[SecondReading]:
    """Every reading of the year with claim, school and first verdict, by indicator and school (one query)."""
    rows = SecondReading.objects.filter(sample__cycle=cycle)
    return list(rows.select_related("answer", "first", "expert_map__school", "sample", "entrusted_to", "settled_by"))


def waiting_by_reader(cycle: MonitoringCycle) -> list[tuple[str, int]]:
    """Who has still to read how many, by name."""
    rows = SecondReading.objects.waiting().filter(sample__cycle=cycle).order_by()
    return sorted(Counter(rows.values_list("reader__full_name", flat=True)).items())


def own_readings(cycle: MonitoringCycle, reader: User) -> QuerySet[SecondReading]:
    """What one reader has to read and has read, that has not lapsed unread; the unread first."""
    rows = SecondReading.objects.filter(sample__cycle=cycle, reader=reader)
    rows = rows.filter(pk__in=SecondReading.objects.waiting().values("pk")) | rows.exclude(read_at=None)
    ordered = rows.order_by("read_at", "answer__position", "expert_map__school__sort_key", "pk")
    return ordered.select_related("answer", "expert_map__school")


def entrusted_to(cycle: MonitoringCycle, person: User) -> list[SecondReading]:
    """Differences a third reviewer is to settle."""
    rows = SecondReading.objects.filter(sample__cycle=cycle, entrusted_to=person, settled_at=None)
    return list(rows.select_related("answer", "expert_map__school"))


def next_to_read(reading: SecondReading) -> SecondReading | None:
    """The reader's next claim of the same draw, the same indicator first."""
    rows = SecondReading.objects.waiting().filter(sample=reading.sample_id, reader=reading.reader_id)
    rows = rows.exclude(expert_map__state=MapState.RETURNED)
    return rows.order_by("answer__position", "expert_map__school__sort_key", "pk").first()


def third_people(reading: SecondReading) -> list[User]:
    """Who could settle a difference: reviewers of the place who gave neither of the two readings."""
    involved = {reading.reader_id, reading.first.given_by_id}
    people = holders_of(Role.REVIEWER, reading.sample.cycle.municipality)
    return [person for person in people if person.pk not in involved]
