"""Who has submitted and who has not, and in whose hands is the check? Each function is one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.models.expert_map import ExpertMapQuerySet
from monitoring.permissions import VERIFIED_STATES
from monitoring.states import CLAIM_VISIBLE, ONCE_APPROVED, TO_CHECK, UNDER_REVISION, MapState, StageKind
from schools.models import School


class Filter(NamedTuple):
    """A list the progress page can show: words for the page, and the condition."""

    title: str
    condition: Q


NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What else the address asks for: a reviewer's maps (NOBODY for none's), a day of submission, all up to a day."""

    whose: str = ""
    on: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return bool(self.whose or self.on or self.until)


def filters(cycle: MonitoringCycle, at: datetime) -> dict[str, Filter]:
    """By the key that stands in the address."""
    filling = Q(state=MapState.FILLING)
    term = cycle.stage(StageKind.SELF_ASSESSMENT).last_day
    return {
        "": Filter("Все школы", Q()),
        "represented": Filter("Представили", Q(state__in=CLAIM_VISIBLE)),
        "waiting": Filter("Не представили", filling),
        "untouched": Filter("Не начинали", filling & Q(filled=0)),
        "late": Filter("Срок прошёл", filling & Q(fill_ends_at__lte=at)),
        "extended": Filter("Срок продлён", Q(fill_last_day__gt=term)),
        "ahead": Filter("Ещё не проверены", Q(state__in=TO_CHECK)),
        "submitted": Filter("Ждут проверки", Q(state=MapState.SUBMITTED, check_begun_at=None)),
        "begun": Filter("Проверяются", Q(state=MapState.SUBMITTED, check_begun_at__isnull=False)),
        "returned": Filter("Возвращены", Q(state=MapState.RETURNED)),
        "checked": Filter("Проверены", Q(state__in=VERIFIED_STATES)),
        "verified": Filter("Ждут оценки", Q(state=MapState.VERIFIED)),
        "evaluated": Filter("Оценены", Q(state__in=[*ONCE_APPROVED, MapState.EVALUATED])),
        "revision": Filter("Результат пересматривается", Q(state__in=UNDER_REVISION)),
        "not_submitted": Filter("Не представлены", Q(state=MapState.NOT_SUBMITTED)),
    }


def counts(cycle: MonitoringCycle, at: datetime, narrowing: Narrowing = Narrowing()) -> dict[str, int]:
    """How many maps each filter shows."""
    known = filters(cycle, at)
    wanted = {f"f{place}": Count("pk", filter=item.condition) for place, item in enumerate(known.values())}
    found = _narrowed(cycle, narrowing).aggregate(**wanted)
    return {key: found[f"f{place}"] for place, key in enumerate(known)}


def maps_of(
    cycle: MonitoringCycle, *, state: str, text: str, at: datetime, narrowing: Narrowing = Narrowing()
) -> QuerySet[ExpertMap]:
    """Maps in natural order, narrowed by a filter's key and a part of the school's name or code."""
    maps = _narrowed(cycle, narrowing).filter(filters(cycle, at)[state].condition).select_related("school")
    if text.strip():
        maps = maps.filter(school__in=School.objects.found_by(text))
    return maps.in_natural_order()


def _narrowed(cycle: MonitoringCycle, narrowing: Narrowing) -> ExpertMapQuerySet:
    maps = ExpertMap.objects.of(cycle)
    if narrowing.whose:
        maps = maps.filter(reviewer_id=None if narrowing.whose == NOBODY else int(narrowing.whose))
    if narrowing.on is not None:
        maps = maps.filter(first_submitted_at__gte=_midnight(cycle, narrowing.on))
    last = narrowing.on or narrowing.until
    if last is not None:
        maps = maps.filter(first_submitted_at__lt=_midnight(cycle, last + timedelta(days=1)))
    return maps


def _midnight(cycle: MonitoringCycle, day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=cycle.municipality.zone)


def submission_moments(cycle: MonitoringCycle) -> list[datetime]:
    """When each map was first submitted, in order."""
    rows = ExpertMap.objects.of(cycle).exclude(first_submitted_at=None).order_by("first_submitted_at")
    return [moment for moment in rows.values_list("first_submitted_at", flat=True) if moment is not None]
