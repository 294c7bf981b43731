"""What does the reviewer read of a queue and of one map? Each function is one query."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet

from accounts.models import User
from monitoring.models import Evidence, ExpertMap, MonitoringCycle, ReviewReason, Stage, Submission, Verdict
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


def earlier_verdicts(expert_map: ExpertMap, code: str) -> list[Verdict]:
    """Superseded verdicts of one answer, the latest first: what was asked before, and what came of it."""
    rows = Verdict.objects.filter(answer__expert_map=expert_map, answer__code=code).exclude(superseded_at=None)
    return list(rows.select_related("given_by").order_by("-given_at", "-pk"))


def evidence_behind(expert_map: ExpertMap, code: str) -> list[Evidence]:
    """The pieces behind one answer, as rows the desk can open."""
    rows = Evidence.objects.in_use().filter(answers__expert_map=expert_map, answers__code=code)
    rows = rows.select_related("added_by", "replaces", "expert_map__school", "expert_map__cycle")
    return list(rows.select_related("watch__last", "watch__seen_by").order_by("added_at", "pk"))


def last_verdict(user, expert_map: ExpertMap, code: str = "") -> Verdict | None:
    """The person's latest verdict that can still be undone: of this map, or of this indicator in the map's cycle."""
    rows = Verdict.objects.current().filter(given_by=user, answer__expert_map__state=MapState.SUBMITTED)
    if code:
        rows = rows.filter(answer__expert_map__cycle_id=expert_map.cycle_id, answer__code=code)
    else:
        rows = rows.filter(answer__expert_map=expert_map)
    return rows.select_related("answer__expert_map__school").order_by("-given_at", "-pk").first()


def reasons_for(municipality_id: int, code: str) -> dict[str, list[ReviewReason]]:
    """{kind of verdict: reasons to choose from}: those of this indicator first, then those of any."""
    found: dict[str, list[ReviewReason]] = {kind: [] for kind in ReviewReason.Kind.values}
    rows = ReviewReason.objects.of(municipality_id).active().filter(code__in=["", code])
    for row in sorted(rows, key=lambda row: row.code == ""):
        found[row.kind].append(row)
    return found


def last_two_signed(expert_map: ExpertMap) -> list[dict]:
    """What was signed last, and what before it; one of them while the map was never returned."""
    rows = Submission.objects.filter(expert_map=expert_map).order_by("-round")
    return list(rows.values_list("content", flat=True)[:2])
