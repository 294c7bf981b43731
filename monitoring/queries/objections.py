"""What did schools dispute, and is it answered? Each function is one query."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from monitoring.models import Evidence, ExpertMap, MonitoringCycle, Objection, Stage
from monitoring.states import StageKind


def objections_of(expert_map: ExpertMap) -> dict[str, Objection]:
    """By indicator code in the order of the map, with who raised and who answered."""
    rows = Objection.objects.of(expert_map).select_related("answer", "raised_by", "decided_by")
    return {row.answer.code: row for row in rows}


def objection_on(expert_map: ExpertMap, code: str) -> Objection | None:
    """The objection to one indicator, with its pieces of evidence (two queries where there is one)."""
    rows = Objection.objects.of(expert_map).filter(answer__code=code)
    return rows.select_related("answer", "raised_by", "decided_by").prefetch_related("evidence").first()


def undecided_on_map() -> Coalesce:
    """For annotating maps: how many of their objections wait for an answer."""
    waiting = Objection.objects.undecided().filter(answer__expert_map=OuterRef("pk")).order_by()
    return Coalesce(Subquery(waiting.values("answer__expert_map").annotate(n=Count("pk")).values("n")), 0)


def undecided_in(cycles: Collection[MonitoringCycle]) -> dict[int, int]:
    """How many objections of each cycle wait for an answer; cycles with none are left out."""
    rows = Objection.objects.undecided().filter(answer__expert_map__cycle__in=cycles).order_by()
    counts = rows.values("answer__expert_map__cycle").annotate(n=Count("pk"))
    return dict(counts.values_list("answer__expert_map__cycle", "n"))


def pieces_in_use(expert_map: ExpertMap) -> QuerySet[Evidence]:
    return Evidence.objects.in_use().filter(expert_map=expert_map)


def evaluation_stage(expert_map: ExpertMap) -> Stage:
    return Stage.objects.get(cycle=expert_map.cycle_id, kind=StageKind.EVALUATION)
