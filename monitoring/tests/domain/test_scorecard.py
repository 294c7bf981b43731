"""Do the stored totals always equal what the answers add up to?"""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring.domain import scorecard
from monitoring.domain.sheet import read_sheet
from monitoring.domain.verification import Finding, give_verdict
from monitoring.models import ExpertMap, IndicatorAnswer
from monitoring.states import VerdictKind
from monitoring.tests.cast import make_cycle
from monitoring.tests.stories import again, fill, submitted
from scoring.engine.types import Policy


def totals(expert_map):
    row = again(expert_map)
    return tuple(getattr(row, name) for name in scorecard.TOTALS)


def test_nothing_known_is_not_zero(expert_map):
    assert totals(expert_map) == (0, 0, 23, 0, None, None)


def test_one_verdict_of_no_points_is_zero(expert_map, head, reviewer, now):
    submitted(expert_map, by=head)
    give_verdict(
        expert_map=again(expert_map),
        code="1.1",
        finding=Finding(VerdictKind.ACCEPTED),
        seen_verdict=None,
        by=reviewer,
        at=now,
    )
    assert totals(expert_map) == (23, 1, 23, 16, 0, None)


def test_refreshing_repairs_what_somebody_else_wrote(expert_map, head):
    fill(expert_map, by=head)
    right = totals(expert_map)
    ExpertMap.objects.filter(pk=expert_map.pk).update(filled=1, maximum=2, claimed_points=3, verified_points=4)
    IndicatorAnswer.objects.filter(expert_map=expert_map, code="1.2").update(claimed_points=0)
    changed = scorecard.refresh(read_sheet(again(expert_map))).moved
    assert (totals(expert_map), [(answer.code, answer.claimed_points) for answer in changed]) == (right, [("1.2", 1)])


def test_totals_are_one_write(expert_map, head, methodology):
    fill(expert_map, by=head)
    sheet = read_sheet(again(expert_map))
    with CaptureQueriesContext(connection) as queries:
        scorecard.refresh(sheet)
    assert len(queries) == 1


@pytest.mark.parametrize(("policy", "expected"), [(Policy.STRICT, (23, 19)), (Policy.APPLICABLE, (19, 19))])
def test_the_policy_decides_the_maximum(
    municipality, methodology, coordinator, other_school, other_head, policy, expected
):
    cycle = make_cycle(municipality, methodology, coordinator, policy=policy)
    basic = fill(again(cycle.expert_maps.get(school=other_school)), by=other_head)
    assert (basic.maximum, basic.filled) == expected
