"""What does a page cost when the district grows? A cycle of as many schools as a test asks for.

Signed without the verbs, to save time: only queries are counted on it, never points.
"""

from __future__ import annotations

from monitoring.domain import risk
from monitoring.models import Evidence, ExpertMap, IndicatorAnswer, MapRisk, MonitoringCycle
from monitoring.states import MapState
from monitoring.tests.cast import NOW, make_cycle, make_school


def district_of(count: int, municipality, methodology, coordinator, state=MapState.SUBMITTED) -> MonitoringCycle:
    for number in range(1, count + 1):
        make_school(municipality, f"{number:03}", f"СОШ № {number}")
    cycle = make_cycle(municipality, methodology, coordinator)
    ExpertMap.objects.of(cycle).update(state=state, first_submitted_at=NOW, filled=23, claimed_points=16)
    _put_evidence(cycle, coordinator)
    if state in {MapState.VERIFIED, MapState.EVALUATED}:
        ExpertMap.objects.of(cycle).update(judged=23, verified_points=15, final_points=15)
    _count_warnings(cycle)
    return cycle


def _count_warnings(cycle: MonitoringCycle) -> None:
    ids = list(ExpertMap.objects.of(cycle).represented().values_list("pk", flat=True))
    MapRisk.objects.bulk_create(MapRisk(municipality_id=cycle.municipality_id, expert_map_id=pk) for pk in ids)
    risk.refresh(ids)


def _put_evidence(cycle: MonitoringCycle, by) -> None:
    """The same link behind the first indicator of every map."""
    answers = IndicatorAnswer.objects.filter(expert_map__cycle=cycle, position=1).order_by("expert_map_id")
    pieces = Evidence.objects.bulk_create(
        Evidence(
            municipality_id=cycle.municipality_id,
            expert_map_id=answer.expert_map_id,
            kind="link",
            title="Портал",
            url="https://portal.example.org/",
            added_by=by,
            added_at=NOW,
        )
        for answer in answers
    )
    through = IndicatorAnswer.evidence.through
    through.objects.bulk_create(
        through(indicatoranswer_id=answer.pk, evidence_id=piece.pk)
        for answer, piece in zip(answers, pieces, strict=True)
    )
