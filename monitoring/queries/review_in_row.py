"""What does the reviewer read of one indicator across schools? Each function is one query, whatever their number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When

from accounts.models import User
from monitoring.models import ExpertMap, IndicatorAnswer, MapRisk, MonitoringCycle, SecondReading, Verdict
from monitoring.models.expert_map import ExpertMapQuerySet
from monitoring.states import CLAIM_VISIBLE, MapState
from prepared import PreparedQuery

SHOWN = {"": "Все школы", "waiting": "Ждут заключения", "warnings": "С предупреждениями"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters of the list: what to show, kind of school, level it has; empty fields ask nothing."""

    show: str = ""
    kind: str = ""
    level: str = ""


def _judged(code: str) -> Exists:
    return Exists(Verdict.objects.current().filter(answer__expert_map=OuterRef("pk"), answer__code=code))


def waiting_for(code: str, person: int) -> Q:
    """Maps this reviewer may decide on whose claim has no verdict yet."""
    return Q(state=MapState.SUBMITTED) & ~Q(_judged(code)) & _in_hands("reviewer", person)


def _in_hands(reviewer: str, person: int) -> Q:
    """In this reviewer's hands, or in nobody's."""
    return Q(**{reviewer: None}) | Q(**{reviewer: person})


def _maps(cycle: int, person: int) -> ExpertMapQuerySet:
    """Signed maps in natural order, less those the person has to read blind: the row shows verdicts."""
    blind = SecondReading.objects.waiting().filter(reader=person, sample__cycle=cycle)
    maps = ExpertMap.objects.filter(cycle=cycle).represented().in_natural_order()
    return maps.exclude(pk__in=blind.values("expert_map"))


def schools_in_row(cycle: MonitoringCycle, code: str, asked: Asked, user: User) -> QuerySet[ExpertMap]:
    """Signed maps in natural order of their schools, narrowed as asked."""
    maps = _maps(cycle.pk, user.pk).select_related("school", "cycle", "reviewer")
    return maps.filter(_of_schools(asked) & shown(code, asked.show, user.pk))


def _of_schools(asked: Asked) -> Q:
    condition = Q(school__kind=asked.kind) if asked.kind else Q(pk__isnull=False)
    return condition & Q(**{f"school__has_{asked.level}": True}) if asked.level else condition


def shown(code: str, show: str, person: int) -> Q:
    if show == "waiting":
        return waiting_for(code, person)
    return Q(risk__by_code__has_key=code) if show == "warnings" else Q(pk__isnull=False)


def shown_counts(cycle: MonitoringCycle, code: str, asked: Asked, user: User) -> dict[str, int]:
    """How many schools each choice of `show` would list under the other filters (a query each)."""
    return {show: schools_in_row(cycle, code, Asked(show, asked.kind, asked.level), user).count() for show in SHOWN}


class Place(NamedTuple):
    """A school in the row: whether the filter `show` lists it, whether its claim waits for a verdict."""

    map_id: int
    is_shown: bool
    waits: bool


def places(cycle: MonitoringCycle, code: str, asked: Asked, own: ExpertMap, user: User) -> list[Place]:
    """The row from end to end, the reviewer's own schools left out, the map at hand always in it."""
    kind = {"kind": asked.kind} if asked.kind else {}
    found = row_of(code, asked.show, asked.level)(cycle_id=cycle.pk, person=user.pk, own=own.pk, **kind)
    return [Place._make(place) for school_id, *place in found if school_id not in user.school_ids]


@cache
def row_of(code: str, show: str, level: str) -> PreparedQuery[tuple[Any, ...]]:
    """One prepared query for each choice of filters; all of them are known words, so there are not many."""

    def places(cycle_id: int, person: int, own: int, kind: str = "") -> QuerySet[ExpertMap, tuple[Any, ...]]:
        return _places(code, Asked(show, kind, level), cycle_id, person, own)

    return PreparedQuery(places)


def _places(code: str, asked: Asked, cycle_id: int, person: int, own: int) -> QuerySet[ExpertMap, tuple[Any, ...]]:
    maps = _maps(cycle_id, person).filter(_of_schools(asked) | Q(pk=own))
    is_shown = _as_flag(_of_schools(asked) & shown(code, asked.show, person))
    maps = maps.annotate(is_shown=is_shown, waits=_as_flag(waiting_for(code, person)))
    return maps.values_list("school_id", "pk", "is_shown", "waits")


def _as_flag(condition: Q) -> Case:
    return Case(When(condition, then=True), default=False)


@dataclass(frozen=True, slots=True)
class IndicatorCount:
    """Of one indicator across the signed maps."""

    signed: int
    waiting: int
    with_warnings: int


def indicator_counts(cycle: MonitoringCycle, user: User) -> dict[str, IndicatorCount]:
    """{code: how much there is to judge}; two queries. Maps that are finished no longer warn."""
    answers = IndicatorAnswer.objects.filter(expert_map__cycle=cycle, expert_map__state__in=CLAIM_VISIBLE)
    judged = Exists(Verdict.objects.current().filter(answer=OuterRef("pk")))
    waits = Q(expert_map__state=MapState.SUBMITTED, judged=False) & _in_hands("expert_map__reviewer", user.pk)
    rows = answers.order_by().annotate(judged=judged).values("code")
    warned = _warned(cycle)
    return {
        row["code"]: IndicatorCount(row["signed"], row["waiting"], warned[row["code"]])
        for row in rows.annotate(signed=Count("pk"), waiting=Count("pk", filter=waits))
    }


def _warned(cycle: MonitoringCycle) -> Counter[str]:
    open_states = [MapState.SUBMITTED, MapState.RETURNED]
    rows = MapRisk.objects.filter(expert_map__cycle=cycle, expert_map__state__in=open_states)
    return Counter(code for by_code in rows.values_list("by_code", flat=True) for code in by_code)


def verdicts_on(maps: Collection[ExpertMap], code: str) -> dict[int, Verdict]:
    """{map id: the verdict in force on one indicator}."""
    rows = Verdict.objects.current().filter(answer__expert_map__in=maps, answer__code=code)
    return {row.answer.expert_map_id: row for row in rows.select_related("answer", "given_by")}


def facts_of_last_year(
    school_ids: Collection[int], cycle: MonitoringCycle, code: str, methodology_code: str
) -> dict[int, bool]:
    """{school id: what it said of a fact a year before}, by a methodology of the same code."""
    rows = IndicatorAnswer.objects.filter(
        expert_map__municipality_id=cycle.municipality_id,
        expert_map__school_id__in=school_ids,
        expert_map__cycle__school_year=cycle.school_year - 1,
        expert_map__state__in=CLAIM_VISIBLE,
        indicator__methodology__code=methodology_code,
        code=code,
        fact__isnull=False,
    )
    return {school_id: bool(fact) for school_id, fact in rows.values_list("expert_map__school_id", "fact")}
