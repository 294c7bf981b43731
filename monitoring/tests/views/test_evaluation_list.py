"""Verified maps with their three totals and the degree."""

from __future__ import annotations

import pytest

from monitoring.domain.evaluation import set_final
from monitoring.states import MapState
from monitoring.tests.stories import again, evaluated, submitted, verified
from monitoring.tests.views.district import district_of
from monitoring.tests.views.doors import turned_away

QUERIES = 10  # session, person, roles, the menu's year, cycle, stages, counts, page's count, page, waiting


@pytest.fixture
def address(cycle):
    return f"/cycles/{cycle.pk}/evaluation/"


def test_doors(client_of, address, foreign_coordinator, head):
    assert turned_away(address, client_of, stranger=foreign_coordinator, forbidden=head) == [302, 404, 403]


@pytest.mark.parametrize("person", ["methodologist", "coordinator", "reviewer", "observer"])
def test_the_department_reads(request, client_of, address, person):
    assert client_of(request.getfixturevalue(person)).get(address).status_code == 200


def test_claimed_verified_and_final_are_three_things(
    client_of, address, expert_map, head, reviewer, methodologist, now
):
    verified(expert_map, head=head, reviewer=reviewer)
    set_final(expert_map=again(expert_map), code="1.8", points=0, reason="Нет службы", by=methodologist, at=now)
    [row] = client_of(methodologist).get(address).context["rows"]
    points = (row.expert_map.claimed_points, row.expert_map.verified_points, row.expert_map.final_points)
    assert (points, row.band.key, round(row.percent * 10)) == ((16, 16, 15), "medium", 652)


def test_maps_under_check_are_only_counted(client_of, address, expert_map, head, methodologist):
    submitted(expert_map, by=head)
    page = client_of(methodologist).get(address)
    assert (page.context["rows"], page.context["waiting"]) == ([], 1)


@pytest.mark.parametrize(("state", "found"), [("", 2), ("verified", 1), ("evaluated", 1), ("approved", 0), ("?", 2)])
def test_filters_stand_in_the_address(
    client_of, address, expert_map, other_map, head, other_head, reviewer, methodologist, state, found
):
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    verified(other_map, head=other_head, reviewer=reviewer)
    assert len(client_of(methodologist).get(address, {"state": state}).context["rows"]) == found


@pytest.mark.parametrize("maps", [1, 3, 165])
def test_queries_do_not_grow(
    client_of, django_assert_num_queries, municipality, methodology, coordinator, methodologist, maps
):
    cycle = district_of(maps, municipality, methodology, coordinator, state=MapState.VERIFIED)
    client = client_of(methodologist)
    client.get(f"/cycles/{cycle.pk}/evaluation/")
    with django_assert_num_queries(QUERIES):
        page = client.get(f"/cycles/{cycle.pk}/evaluation/")
    assert len(page.context["rows"]) == min(maps, 50)
