"""What does the reviewer read? The queue, and for the maps shown everything the warnings are made of.

Each function is one query whatever the number of maps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from monitoring.models import Evidence, ExpertMap, IndicatorAnswer, MonitoringCycle, Stage, Verdict
from monitoring.states import CLAIM_VISIBLE, MapState, StageKind
from schools.models import ReferenceFigures, School

# Filters of the queue: key in the address, words on the screen, condition.
QUEUE_FILTERS: dict[str, tuple[str, Q]] = {
    "": ("Все представленные", Q()),
    "new": ("Не начаты", Q(state=MapState.SUBMITTED, judged=0)),
    "started": ("Проверяются", Q(state=MapState.SUBMITTED, judged__gt=0)),
    "returned": ("У школ на исправлении", Q(state=MapState.RETURNED)),
    "verified": ("Проверены", Q(state__in=[MapState.VERIFIED, MapState.EVALUATED, MapState.APPROVED])),
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


def queue_of(
    cycle: MonitoringCycle, *, state: str = "", text: str = "", held_by: User | None = None
) -> QuerySet[ExpertMap]:
    """Maps of the queue in natural order, narrowed by a filter's key and a part of the school's name."""
    maps = represented_maps(cycle, held_by).filter(QUEUE_FILTERS[state][1]).select_related("school")
    if text.strip():
        maps = maps.filter(school__in=School.objects.found_by(text))
    return maps.order_by("school__sort_key", "pk")


def stage_of(cycle: MonitoringCycle, kind: StageKind) -> Stage:
    return Stage.objects.get(cycle=cycle, kind=kind)


class ClaimRow(NamedTuple):
    """One answer, with nothing an ORM object would carry: a page of the queue reads thousands."""

    id: int
    map_id: int
    code: str
    numerator: int | None
    denominator: int | None
    fact: bool | None
    points: int | None
    note: str


def claims_of(map_ids: Collection[int]) -> dict[int, dict[str, ClaimRow]]:
    """{map id: {code: claim}}, codes in the order of the rubric."""
    rows = IndicatorAnswer.objects.filter(expert_map_id__in=map_ids).order_by("expert_map_id", "position")
    claims: dict[int, dict[str, ClaimRow]] = defaultdict(dict)
    fields = ("pk", "expert_map_id", "code", "numerator", "denominator", "fact", "claimed_points", "note")
    for row in rows.values_list(*fields):
        claims[row[1]][row[2]] = ClaimRow(*row)
    return claims


def past_shares(
    school_ids: Collection[int], cycle: MonitoringCycle, methodology_code: str
) -> dict[tuple[int, str], tuple[int, int]]:
    """{(school id, code): (people, of)} as claimed a year before by a methodology of the same code."""
    rows = IndicatorAnswer.objects.filter(
        # Of the map, not of the answer: SQLite would walk through every answer of the municipality.
        expert_map__municipality_id=cycle.municipality_id,
        expert_map__school_id__in=school_ids,
        expert_map__cycle__school_year=cycle.school_year - 1,
        expert_map__state__in=CLAIM_VISIBLE,
        indicator__methodology__code=methodology_code,
        numerator__isnull=False,
        denominator__gt=0,
    )
    fields = ("expert_map__school_id", "code", "numerator", "denominator")
    return {(school, code): (people, of) for school, code, people, of in rows.values_list(*fields)}


class LinkRow(NamedTuple):
    """What is known of a link: `watch_id` is None where nobody watches it, the rest where nobody has looked."""

    watch_id: int | None
    seen_at: datetime | None
    at: datetime | None
    state: str | None
    error: str | None
    final_url: str | None
    is_changed: bool | None
    is_off_site: bool | None


class PieceRow(NamedTuple):
    answer_id: int
    title: str
    kind: str
    dated: date | None
    url: str
    sha256: str
    link: LinkRow


def pieces_of(map_ids: Collection[int]) -> dict[int, list[PieceRow]]:
    """{answer id: pieces of evidence in use}."""
    rows = IndicatorAnswer.evidence.through.objects.filter(
        indicatoranswer__expert_map_id__in=map_ids, evidence__removed_at=None
    ).order_by("evidence__added_at", "evidence_id")
    fields: tuple[str, ...] = ("title", "kind", "dated", "url", "sha256")
    known = ("at", "state", "error", "final_url", "is_changed", "is_off_site")
    fields += ("watch__id", "watch__seen_at", *(f"watch__last__{field}" for field in known))
    pieces: dict[int, list[PieceRow]] = defaultdict(list)
    for row in rows.values_list("indicatoranswer_id", *(f"evidence__{field}" for field in fields)):
        pieces[row[0]].append(PieceRow._make((*row[:6], LinkRow._make(row[6:]))))
    return pieces


def owners_of(marks: Collection[str], municipality_id: int) -> dict[str, dict[int, str]]:
    """{file hash or address: {school id: name}} of every school that put the same thing forward, in any year."""
    same = Evidence.objects.in_use().filter(municipality_id=municipality_id)
    same = same.filter((Q(sha256__in=marks) & ~Q(sha256="")) | (Q(url__in=marks) & ~Q(url="")))
    owners: dict[str, dict[int, str]] = defaultdict(dict)
    fields = ("sha256", "url", "expert_map__school_id", "expert_map__school__short_name")
    for sha256, url, school_id, name in same.order_by("expert_map__school__sort_key").values_list(*fields):
        owners[sha256 or url][school_id] = name
    return owners


def figures_of(school_ids: Collection[int], days: Collection[date]) -> dict[tuple[int, date], ReferenceFigures]:
    """ОО-1 of the schools as of the two days of the year."""
    rows = ReferenceFigures.objects.filter(school_id__in=school_ids, as_of__in=days)
    return {(row.school_id, row.as_of): row for row in rows}


def corrected_points(map_ids: Collection[int]) -> dict[tuple[int, str], int | None]:
    """{(map id, code): points} of the corrections in force."""
    rows = Verdict.objects.current().filter(answer__expert_map_id__in=map_ids, kind="corrected")
    fields = ("answer__expert_map_id", "answer__code", "points")
    return {(map_id, code): points for map_id, code, points in rows.values_list(*fields)}


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
