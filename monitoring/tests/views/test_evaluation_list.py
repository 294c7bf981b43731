"""Before the commission: every school of the year, the disputed ones first, each number leading to its list."""

from __future__ import annotations

import pytest

from monitoring.domain.evaluation import set_final
from monitoring.domain.objection import raise_objection
from monitoring.domain.verification import Finding, give_verdict
from monitoring.models import ExpertMap
from monitoring.states import MapState, VerdictKind
from monitoring.tests.stories import again, approved, evaluated, reopened, submitted, verified
from monitoring.tests.views.district import district_of
from monitoring.tests.views.doors import turned_away

QUERIES = 9  # session, person, roles, the menu's year, cycle, stages, counts, page's count, page


@pytest.fixture
def address(cycle):
    return f"/cycles/{cycle.pk}/evaluation/"


def rows_of(page):
    return page.context["list"].rows


def schools_of(page) -> list[str]:
    return [row.expert_map.school.short_name for row in rows_of(page)]


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
    row = rows_of(client_of(methodologist).get(address))[0]
    points = (row.claimed, row.expert_map.verified_points, row.expert_map.final_points)
    assert (points, row.band.key, round(row.percent * 10)) == ((16, 16, 15), "medium", 652)


def test_without_a_result_there_are_words_and_no_points(client_of, address, expert_map, head, methodologist):
    """A draft and a map under check are never 0 points."""
    submitted(expert_map, by=head)
    page = client_of(methodologist).get(address)
    rows = {row.expert_map.school.short_name: row for row in rows_of(page)}
    full, basic = rows["МАОУ СОШ № 2"], rows["МБОУ ООШ № 10"]
    assert (full.claimed, full.band, full.percent, full.why) == (16, None, None, "карта ждёт проверки")
    assert (basic.claimed, basic.band, basic.percent, basic.why) == (None, None, None, "карта не представлена")
    assert page.content.decode().count("карта не представлена") == 1


def test_the_disputed_come_first(
    client_of, cycle, address, expert_map, other_map, head, other_head, reviewer, methodologist, now
):
    """ООШ № 10 stands after СОШ № 2 in the register, and before it when it disputes a point."""
    verified(expert_map, head=head, reviewer=reviewer)
    submitted(other_map, by=other_head)
    finding = Finding(VerdictKind.CORRECTED, points=0, reason="Нет договора")
    give_verdict(expert_map=again(other_map), code="2.1", finding=finding, seen_verdict=None, by=reviewer, at=now)
    verified(other_map, head=other_head, reviewer=reviewer)
    client = client_of(methodologist)
    assert schools_of(client.get(address)) == ["МБОУ ООШ № 10", "МАОУ СОШ № 2"]
    raise_objection(expert_map=again(expert_map), code="1.1", text="Не учли", by=head, at=now)
    page = client.get(address)
    assert schools_of(page) == ["МАОУ СОШ № 2", "МБОУ ООШ № 10"]
    assert [(row.expert_map.undecided, row.expert_map.corrected) for row in rows_of(page)] == [(1, 0), (0, 1)]


def test_every_figure_leads_to_as_many_schools(
    client_of, cycle, address, expert_map, other_map, head, other_head, reviewer, methodologist, now
):
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    submitted(other_map, by=other_head)
    finding = Finding(VerdictKind.CORRECTED, points=0, reason="Нет договора")
    give_verdict(expert_map=again(other_map), code="2.1", finding=finding, seen_verdict=None, by=reviewer, at=now)
    verified(other_map, head=other_head, reviewer=reviewer)
    raise_objection(expert_map=again(other_map), code="1.1", text="Не учли", by=other_head, at=now)
    client = client_of(methodologist)
    page = client.get(address)
    figures = {figure.query: figure.count for figure in page.context["list"].figures}
    found = {query: len(schools_of(client.get(f"{address}?{query}"))) for query in figures}
    assert (found, figures["dispute=objections"], figures["dispute=corrected"]) == (figures, 1, 1)
    counted = {choice.key: choice.count for choice in page.context["list"].choices}
    assert {key: len(schools_of(client.get(address, {"state": key}))) for key in counted} == counted


@pytest.mark.parametrize(
    ("points", "maximum", "band", "is_edge"),
    [
        (23, 23, "high", False), (20, 23, "high", False), (19, 23, "high", True), (18, 23, "medium", True),
        (17, 23, "medium", False), (15, 23, "medium", False), (14, 23, "medium", True), (13, 23, "low", True),
        (12, 23, "low", False), (0, 23, "low", False), (16, 19, "high", True), (15, 19, "medium", True),
        (8, 10, "high", True), (7, 10, "medium", True), (6, 10, "medium", True), (5, 10, "low", True),
    ],
)  # fmt: skip
def test_bands_and_their_edges_are_those_of_the_scale(
    client_of, address, expert_map, head, reviewer, methodologist, points, maximum, band, is_edge
):
    """By hand from ≥ 80 % and ≥ 60 %: an edge is where one point more, or one fewer, is another degree."""
    verified(expert_map, head=head, reviewer=reviewer)
    ExpertMap.objects.filter(pk=expert_map.pk).update(final_points=points, maximum=maximum)
    client = client_of(methodologist)
    shown = {key: schools_of(client.get(address, {"band": key})) for key in ("high", "medium", "low")}
    assert shown == {key: ["МАОУ СОШ № 2"] if key == band else [] for key in shown}
    assert len(schools_of(client.get(address, {"dispute": "edge"}))) == is_edge


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, 2), ({"state": "verified"}, 1), ({"state": "evaluated"}, 1), ({"state": "approved"}, 0),
        ({"state": "?"}, 2), ({"kind": "basic"}, 1), ({"kind": "?"}, 2), ({"band": "medium"}, 2),
        ({"band": "high"}, 0), ({"band": "?"}, 2), ({"q": "10"}, 1), ({"q": "999"}, 0), ({"dispute": "any"}, 0),
        ({"dispute": "?"}, 2), ({"state": "verified", "kind": "basic"}, 1),
        ({"state": "evaluated", "kind": "basic"}, 0),
    ],
)  # fmt: skip
def test_filters_stand_in_the_address(
    client_of, address, expert_map, other_map, head, other_head, reviewer, methodologist, asked, found
):
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    verified(other_map, head=other_head, reviewer=reviewer)
    ExpertMap.objects.all().update(final_points=16)
    assert len(schools_of(client_of(methodologist).get(address, asked))) == found


def test_a_result_being_revised_is_among_the_first(
    client_of, cycle, address, expert_map, other_map, head, other_head, reviewer, methodologist, coordinator, now
):
    for row, person in ((expert_map, head), (other_map, other_head)):
        evaluated(row, head=person, reviewer=reviewer, methodologist=methodologist)
    approved(cycle, by=coordinator)
    reopened(other_map, by=coordinator, at=now)
    client = client_of(methodologist)
    assert schools_of(client.get(address)) == ["МБОУ ООШ № 10", "МАОУ СОШ № 2"]
    assert schools_of(client.get(address, {"state": "revision"})) == ["МБОУ ООШ № 10"]


@pytest.mark.parametrize("maps", [1, 3, 165])
def test_queries_do_not_grow(
    client_of, django_assert_num_queries, municipality, methodology, coordinator, methodologist, maps
):
    cycle = district_of(maps, municipality, methodology, coordinator, state=MapState.VERIFIED)
    client = client_of(methodologist)
    client.get(f"/cycles/{cycle.pk}/evaluation/")
    with django_assert_num_queries(QUERIES):
        page = client.get(f"/cycles/{cycle.pk}/evaluation/")
    assert len(rows_of(page)) == min(maps, 50)
