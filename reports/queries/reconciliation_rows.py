"""What did the schools of a cycle claim where ОО-1 knows better, and what was said to it? Plain tuples."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from monitoring.models import IndicatorAnswer, MonitoringCycle, Verdict
from reports.queries.cycle_rows import CLAIM_SIGNED
from schools.models import School

Place = tuple[int, str]


class EnteredRow(NamedTuple):
    """A denominator where the school entered it, its own words for the reviewer, and whether it counts by decision."""

    denominator: int | None
    note: str
    counts_anyway: bool


class VerdictRow(NamedTuple):
    """The verdict in force; the numbers are those the reviewer put in place of the school's."""

    kind: str
    numerator: int | None
    denominator: int | None
    reason: str


def entered_of(cycle: MonitoringCycle, codes: Collection[str]) -> Mapping[Place, EnteredRow]:
    """Signed denominators of these indicators by map and code (1 query)."""
    rows = IndicatorAnswer.objects.filter(
        expert_map__cycle=cycle, expert_map__state__in=CLAIM_SIGNED, code__in=codes
    ).order_by()
    columns = ("expert_map_id", "code", "denominator", "note", "counts_anyway")
    return {(map_id, code): EnteredRow(*values) for map_id, code, *values in rows.values_list(*columns)}


def verdicts_of(cycle: MonitoringCycle, codes: Collection[str]) -> Mapping[Place, VerdictRow]:
    """Verdicts in force on these indicators by map and code (1 query)."""
    rows = Verdict.objects.current().filter(answer__expert_map__cycle=cycle, answer__code__in=codes).order_by()
    columns = ("answer__expert_map_id", "answer__code", "kind", "numerator", "denominator", "reason")
    return {(map_id, code): VerdictRow(*values) for map_id, code, *values in rows.values_list(*columns)}


def schools_named(cycle: MonitoringCycle, text: str) -> frozenset[int]:
    """Ids of the municipality's schools whose name or code holds the text (1 query)."""
    schools = School.objects.filter(municipality=cycle.municipality_id).found_by(text)
    return frozenset(schools.order_by().values_list("pk", flat=True))
