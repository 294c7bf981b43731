"""What do all maps of a cycle hold? Plain tuples: objects for 165 × 23 answers cost thirty times the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from monitoring.models import ExpertMap, IndicatorAnswer, MonitoringCycle, Verdict
from monitoring.states import VERDICTS_KNOWN, MapState, VerdictKind
from prepared import PreparedQuery

# The school is changing a returned map, and what it has not signed again is its own.
CLAIM_SIGNED = VERDICTS_KNOWN | {MapState.SUBMITTED}


class MapRow(NamedTuple):
    """One map with what its school is called; points are None while unknown."""

    id: int
    school_id: int
    name: str
    kind: str
    is_rural: bool
    levels: list[str]
    state: str
    claimed: int | None
    verified: int | None
    final: int | None
    maximum: int
    first_submitted_at: datetime | None
    fill_ends_at: datetime


class AnswerRow(NamedTuple):
    """One signed answer; numbers are the school's own."""

    code: str
    numerator: int | None
    denominator: int | None
    fact: bool | None
    parts: Mapping[str, bool]
    claimed: int | None
    verified: int | None
    final: int | None
    final_reason: str
    counts_anyway: bool


class Correction(NamedTuple):
    """What the reviewer put beside a claim: own numbers, an own fact or plain points, and why."""

    numerator: int | None
    denominator: int | None
    fact: bool | None
    points: int | None
    working: str
    reason: str


MAP_COLUMNS = (
    "pk", "school_id", "school__short_name", "school__kind", "school__is_rural", "levels", "state",
    "claimed_points", "verified_points", "final_points", "maximum", "first_submitted_at", "fill_ends_at",
)  # fmt: skip
ANSWER_COLUMNS = (
    "code", "numerator", "denominator", "fact", "parts",
    "claimed_points", "verified_points", "final_points", "final_reason",
    "counts_anyway",
)  # fmt: skip
CORRECTION_COLUMNS = ("numerator", "denominator", "fact", "points", "working", "reason")


MAPS = PreparedQuery[tuple](
    lambda cycle_id, **narrowed: (
        ExpertMap.objects.filter(cycle=cycle_id, **narrowed).in_natural_order().values_list(*MAP_COLUMNS)
    )
)


def maps_of(cycle: MonitoringCycle, **narrowed: Any) -> tuple[MapRow, ...]:
    """Every map of the cycle in natural order of schools (1 query); `narrowed` are fields of the map, as below."""
    return tuple(map(MapRow._make, MAPS(cycle_id=cycle.pk, **narrowed)))


def _answers(cycle_id: int, **narrowed: Any) -> QuerySet:
    rows = IndicatorAnswer.objects.filter(
        expert_map__cycle=cycle_id, expert_map__state__in=CLAIM_SIGNED, **_of_map(narrowed)
    )
    return rows.order_by("expert_map", "position").values_list("expert_map_id", *ANSWER_COLUMNS)


ANSWERS = PreparedQuery[tuple](_answers)


def answers_of(cycle: MonitoringCycle, **narrowed: Any) -> Mapping[int, Mapping[str, AnswerRow]]:
    """Signed answers by map and code (1 query)."""
    found: dict[int, dict[str, AnswerRow]] = defaultdict(dict)
    for map_id, code, *values in ANSWERS(cycle_id=cycle.pk, **narrowed):
        found[map_id][code] = AnswerRow(code, *values)
    return found


def _corrections(cycle_id: int, **narrowed: Any) -> QuerySet:
    rows = Verdict.objects.current().filter(
        answer__expert_map__cycle=cycle_id, kind=VerdictKind.CORRECTED, **_of_map(narrowed, "answer__expert_map__")
    )
    return rows.values_list("answer__expert_map_id", "answer__code", *CORRECTION_COLUMNS)


CORRECTIONS = PreparedQuery[tuple](_corrections)


def corrections_of(cycle: MonitoringCycle, **narrowed: Any) -> Mapping[int, Mapping[str, Correction]]:
    """Corrections in force by map and code (1 query)."""
    found: dict[int, dict[str, Correction]] = defaultdict(dict)
    for map_id, code, *values in CORRECTIONS(cycle_id=cycle.pk, **narrowed):
        found[map_id][code] = Correction(*values)
    return found


def _of_map(narrowed: Mapping[str, Any], way: str = "expert_map__") -> dict[str, Any]:
    return {f"{way}{field}": value for field, value in narrowed.items()}
