"""Whom could the coordinator remind, and who was reminded?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q, QuerySet

from accounts.models import Membership
from monitoring.models import ExpertMap, MonitoringCycle, Reminder
from monitoring.states import MapState
from schools.models import School

WAITING = Q(state=MapState.FILLING)


def awaited_filters(at: datetime) -> dict[str, tuple[str, Q]]:
    """Lists of awaited maps by the key in the address."""
    return {
        "": ("Все, кого ждём", WAITING | Q(state=MapState.RETURNED)),
        "untouched": ("Не начинали", WAITING & Q(filled=0)),
        "late": ("Срок прошёл", WAITING & Q(fill_ends_at__lte=at)),
        "returned": ("На исправлении", Q(state=MapState.RETURNED)),
    }


def awaited_counts(cycle: MonitoringCycle, at: datetime) -> dict[str, int]:
    known = awaited_filters(at)
    wanted = {f"f{place}": Count("pk", filter=condition) for place, (_, condition) in enumerate(known.values())}
    found = ExpertMap.objects.of(cycle).aggregate(**wanted)
    return {key: found[f"f{place}"] for place, key in enumerate(known)}


def awaited_maps(cycle: MonitoringCycle, *, state: str, text: str, at: datetime) -> QuerySet[ExpertMap]:
    maps = ExpertMap.objects.of(cycle).filter(awaited_filters(at)[state][1]).select_related("school")
    if text.strip():
        maps = maps.filter(school__in=School.objects.found_by(text))
    return maps.in_natural_order()


def last_reminded(cycle: MonitoringCycle) -> Mapping[int, date]:
    """{map id: the day of its last letter that left or is leaving}."""
    rows = Reminder.objects.counted().of(cycle).order_by().values_list("expert_map_id")
    return dict(rows.annotate(Max("day")))


SENT_FILTERS: dict[str, tuple[str, Q]] = {
    "": ("Все письма", Q()),
    "sent": ("Отправлены", Q(state="sent")),
    "failed": ("Не отправлены", Q(state="failed")),
    "sending": ("Отправляются", Q(state="sending")),
}


def sent_counts(cycle: MonitoringCycle) -> dict[str, int]:
    wanted = {f"f{place}": Count("pk", filter=condition) for place, (_, condition) in enumerate(SENT_FILTERS.values())}
    found = Reminder.objects.of(cycle).aggregate(**wanted)
    return {key: found[f"f{place}"] for place, key in enumerate(SENT_FILTERS)}


def reminders_of(cycle: MonitoringCycle, *, state: str, text: str) -> QuerySet[Reminder]:
    """The latest first, each with school, person and who asked."""
    rows = Reminder.objects.of(cycle).filter(SENT_FILTERS[state][1])
    if text.strip():
        rows = rows.filter(expert_map__school__in=School.objects.found_by(text))
    return rows.select_related("expert_map__school", "person", "asked_by").order_by("-asked_at", "pk")


@dataclass(frozen=True, slots=True)
class AwaitedRow:
    """A school the coordinator may write to; `today` when it was written to already today."""

    expert_map: ExpertMap
    people: list[Membership]
    last: date | None
    today: bool

    @property
    def can_be_reminded(self) -> bool:
        return bool(self.people) and not self.today


def awaited_row(
    row: ExpertMap, people: Mapping[int, list[Membership]], last: Mapping[int, date], today: date
) -> AwaitedRow:
    day = last.get(row.pk)
    return AwaitedRow(row, people.get(row.school_id, []), day, day == today)
