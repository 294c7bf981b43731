"""Who has submitted and who has not? Three queries, whatever the number of schools."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.permissions import VERIFIED_STATES
from monitoring.states import CLAIM_VISIBLE, MapState
from schools.models import School


class Filter(NamedTuple):
    """A list the progress page can show: words for the page, and the condition."""

    title: str
    condition: Q


def filters(at: datetime) -> dict[str, Filter]:
    """By the key that stands in the address."""
    filling = Q(state=MapState.FILLING)
    return {
        "": Filter("Все школы", Q()),
        "represented": Filter("Представили", Q(state__in=CLAIM_VISIBLE)),
        "waiting": Filter("Не представили", filling),
        "untouched": Filter("Не начинали", filling & Q(filled=0)),
        "late": Filter("Срок прошёл", filling & Q(fill_ends_at__lte=at)),
        "submitted": Filter("Проверяются", Q(state=MapState.SUBMITTED)),
        "returned": Filter("Возвращены", Q(state=MapState.RETURNED)),
        "checked": Filter("Проверены", Q(state__in=VERIFIED_STATES)),
        "verified": Filter("Ждут оценки", Q(state=MapState.VERIFIED)),
        "evaluated": Filter("Оценены", Q(state__in=[MapState.EVALUATED, MapState.APPROVED])),
        "not_submitted": Filter("Не представлены", Q(state=MapState.NOT_SUBMITTED)),
    }


def counts(cycle: MonitoringCycle, at: datetime) -> dict[str, int]:
    """How many maps each filter shows (one query)."""
    known = filters(at)
    wanted = {f"f{place}": Count("pk", filter=item.condition) for place, item in enumerate(known.values())}
    found = ExpertMap.objects.of(cycle).aggregate(**wanted)
    return {key: found[f"f{place}"] for place, key in enumerate(known)}


def maps_of(cycle: MonitoringCycle, *, state: str, text: str, at: datetime) -> QuerySet[ExpertMap]:
    """Maps in natural order, narrowed by a filter's key and a part of the school's name or code."""
    maps = ExpertMap.objects.of(cycle).filter(filters(at)[state].condition).select_related("school")
    if text.strip():
        maps = maps.filter(school__in=School.objects.found_by(text))
    return maps.in_natural_order()


def submission_moments(cycle: MonitoringCycle) -> list[datetime]:
    """When each map was first submitted, in order."""
    rows = ExpertMap.objects.of(cycle).exclude(first_submitted_at=None).order_by("first_submitted_at")
    return [moment for moment in rows.values_list("first_submitted_at", flat=True) if moment is not None]
