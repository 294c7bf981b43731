"""What does the reviewer read of a queue and of one map? Each function is one query."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet

from accounts.models import User
from monitoring.models import ExpertMap, MonitoringCycle, Stage, Verdict
from monitoring.states import VERDICTS_KNOWN, MapState, StageKind, state_in_words
from schools.models import School

# Filters of the queue: key in the address, words on the screen, condition.
QUEUE_FILTERS: dict[str, tuple[str, Q]] = {
    "": ("Все представленные", Q()),
    "new": ("Ждут проверки", Q(state=MapState.SUBMITTED, check_begun_at=None)),
    "started": ("Проверяются", Q(state=MapState.SUBMITTED, check_begun_at__isnull=False)),
    "returned": ("У школ на исправлении", Q(state=MapState.RETURNED)),
    "verified": ("Проверены", Q(state__in=VERDICTS_KNOWN)),
}


def represented_maps(cycle: MonitoringCycle, held_by: User | None = None) -> QuerySet[ExpertMap]:
    """All signed maps of the year, or those in one reviewer's hands."""
    maps = ExpertMap.objects.of(cycle).represented()
    return maps.filter(reviewer=held_by) if held_by else maps


def queue_counts(cycle: MonitoringCycle, held_by: User | None = None) -> dict[str, int]:
    """How many maps each filter of the queue shows."""
    counts = {f"f{place}": Count("pk", filter=condition) for place, (_, condition) in enumerate(QUEUE_FILTERS.values())}
    found = represented_maps(cycle, held_by).aggregate(**counts)
    return {key: found[f"f{place}"] for place, key in enumerate(QUEUE_FILTERS)}


class QueueMap(NamedTuple):
    """What a row of the queue shows of a map: a tuple, as ORM objects take twice as long to read.

    `warnings` and `weight` are None while not counted.
    """

    pk: int
    state: str
    judged: int
    first_submitted_at: datetime
    check_begun_at: datetime | None
    return_last_day: date | None
    school_id: int
    school: str
    warnings: int | None
    weight: int | None

    @property
    def state_words(self) -> str:
        """The name templates know it by."""
        return state_in_words(self.state, is_begun=self.check_begun_at is not None)


QUEUE_COLUMNS = (*QueueMap._fields[:7], "school__short_name", "risk__warnings", "risk__weight")


def queue_of(
    cycle: MonitoringCycle, *, state: str = "", text: str = "", warnings: bool = False, held_by: User | None = None
) -> QuerySet[ExpertMap, tuple[Any, ...]]:
    """Maps of the queue, the riskiest first, narrowed by a filter's key, a part of the school's name, warnings.

    Rows are what QueueMap is made of.
    """
    maps = represented_maps(cycle, held_by).filter(QUEUE_FILTERS[state][1])
    if text.strip():
        maps = maps.filter(school__in=School.objects.found_by(text))
    if warnings:
        maps = maps.filter(risk__warnings__gt=0)
    maps = maps.order_by(F("risk__weight").desc(nulls_last=True), "school__sort_key", "pk")
    return maps.values_list(*QUEUE_COLUMNS)


def stage_of(cycle: MonitoringCycle, kind: StageKind) -> Stage:
    return Stage.objects.get(cycle=cycle, kind=kind)


def verdicts_of(expert_map: ExpertMap) -> dict[str, Verdict]:
    """Current verdicts by code, with who gave them."""
    rows = Verdict.objects.current().filter(answer__expert_map=expert_map).select_related("given_by", "answer")
    return {row.answer.code: row for row in rows}
