"""The reviewer's queue: what waits, how far each check has come, what deserves a look."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.html import escape

from accounts.models import Membership, Role
from monitoring.domain.evidence import add_link
from monitoring.domain.submission import submit
from monitoring.domain.verification import Finding, give_verdict, return_to_school
from monitoring.models import MapRisk
from monitoring.states import VerdictKind
from monitoring.tests.cast import OPENED
from monitoring.tests.stories import accept_all, again, fill, submitted, verified
from monitoring.tests.views.district import district_of
from monitoring.tests.views.doors import turned_away

QUERIES = 9  # session, person, roles, the menu's year, cycle, stages, share, counts, page


@pytest.fixture
def address(cycle):
    return f"/cycles/{cycle.pk}/review/"


@pytest.fixture
def rows(client_of, address, reviewer):
    return lambda **asked: client_of(reviewer).get(address, asked).context["rows"]


def test_doors(client_of, address, foreign_reviewer, coordinator):
    assert turned_away(address, client_of, stranger=foreign_reviewer, forbidden=coordinator) == [302, 404, 403]


def test_drafts_are_not_in_the_queue(client_of, address, reviewer, expert_map, head):
    fill(expert_map, by=head)
    page = client_of(reviewer).get(address)
    assert (page.status_code, page.context["rows"]) == (200, [])


def test_a_row_says_how_far_the_check_has_come(rows, expert_map, head, reviewer):
    submitted(expert_map, by=head)
    accept_all(expert_map, by=reviewer, except_codes=("1.1", "1.2"))
    [row] = rows()
    assert (row.expert_map.judged, row.count, row.is_own) == (21, 23, False)


def test_warnings_are_counted(rows, expert_map, head, figures, now):
    """16 points without evidence; 200 pupils against 180 of ОО-1 under 1.2, 1.4 and 1.7; 60 of 200 in 1.4."""
    fill(expert_map, by=head, i1_2={"numerator": 104, "denominator": 200})
    submit(expert_map=again(expert_map), by=head, at=now)
    assert [row.warnings for row in rows()] == [16 + 3 + 1]


def test_evidence_takes_its_warning_away(rows, expert_map, head, figures, now):
    fill(expert_map, by=head)
    add_link(expert_map=again(expert_map), code="1.8", url="https://school2.example.org/", by=head, at=now)
    submit(expert_map=again(expert_map), by=head, at=now)
    assert [row.warnings for row in rows()] == [15]


def test_a_returned_map_shows_the_schools_term(rows, expert_map, head, reviewer, now):
    submitted(expert_map, by=head)
    give_verdict(
        expert_map=again(expert_map),
        code="1.8",
        finding=Finding(VerdictKind.RETURNED, reason="Отчёт"),
        seen_verdict=None,
        by=reviewer,
        at=now,
    )
    return_to_school(expert_map=again(expert_map), last_day=date(2026, 9, 22), by=reviewer, at=now)
    assert [(row.expert_map.return_last_day, row.return_days_left) for row in rows()] == [(date(2026, 9, 22), 4)]


@pytest.mark.parametrize(
    ("state", "found"),
    [("", 2), ("new", 1), ("started", 0), ("returned", 0), ("verified", 1), ("x", 2), ("<script>", 2)],
)
def test_filters_stand_in_the_address(rows, expert_map, other_map, head, other_head, reviewer, state, found):
    verified(expert_map, head=head, reviewer=reviewer)
    submitted(other_map, by=other_head)
    assert len(rows(state=state)) == found


def test_search_by_school(rows, expert_map, other_map, head, other_head):
    submitted(expert_map, by=head)
    submitted(other_map, by=other_head)
    assert [str(row.expert_map.school) for row in rows(q="ООШ")] == ["МБОУ ООШ № 10"]


def test_the_reviewers_own_school_is_somebody_elses(rows, expert_map, head, reviewer, municipality):
    submitted(expert_map, by=head)
    Membership.objects.create(
        user=reviewer, municipality=municipality, school=expert_map.school, role=Role.EDITOR, started_at=OPENED
    )
    assert [row.is_own for row in rows()] == [True]


def test_the_riskiest_map_comes_first_and_what_is_judged_no_longer_weighs(
    rows, expert_map, other_map, head, other_head, reviewer
):
    submitted(expert_map, by=head)
    submitted(other_map, by=other_head)
    assert [(row.expert_map.pk, row.weight) for row in rows()] == [(expert_map.pk, 64), (other_map.pk, 56)]
    accept_all(expert_map, by=reviewer)
    assert [(row.expert_map.pk, row.weight, row.warnings) for row in rows()] == [
        (other_map.pk, 56, 14),
        (expert_map.pk, 0, 16),
    ]


def test_only_maps_with_warnings_are_listed_when_asked(rows, expert_map, other_map, head, other_head):
    submitted(expert_map, by=head)
    submitted(other_map, by=other_head)
    MapRisk.objects.filter(expert_map=expert_map).update(warnings=0)
    assert [row.expert_map.pk for row in rows(warnings="yes")] == [other_map.pk]
    assert len(rows(warnings="no")) == 2


@pytest.mark.parametrize(
    ("asked", "suffix"),
    [
        ({}, ""),
        ({"state": "new", "warnings": "yes", "q": "№ 2", "page": "1"}, "?state=new&warnings=yes&q=%E2%84%96+2&page=1"),
        ({"state": "nowhere", "warnings": "x", "page": "-1"}, ""),
        ({"page": "9" * 30}, ""),
    ],
)
def test_the_place_in_the_queue_goes_along_and_back(client_of, address, reviewer, expert_map, head, asked, suffix):
    submitted(expert_map, by=head)
    client, map_address = client_of(reviewer), f"/review/{expert_map.pk}/"
    assert client.get(address, asked).content.decode().count(f'href="{map_address}{escape(suffix)}"') == 1
    page = client.get(f"{map_address}{suffix}")
    assert page.context["way"].back == f"{address}{suffix}#map-{expert_map.pk}"
    desk = client.get(f"{map_address}1.2/{suffix}").context["desk"]
    assert (desk.way.next, desk.way.back) == (f"{map_address}1.3/{suffix}", page.context["way"].back)
    answer = client.post(f"{map_address}1.2/{suffix}", {"kind": "accepted"})
    assert answer.headers["Location"] == f"{map_address}1.3/{suffix}"


@pytest.mark.parametrize("maps", [1, 3, pytest.param(165, marks=pytest.mark.slow)])
def test_queries_do_not_grow(
    client_of, django_assert_num_queries, municipality, methodology, coordinator, reviewer, maps
):
    cycle = district_of(maps, municipality, methodology, coordinator)
    client = client_of(reviewer)
    client.get(f"/cycles/{cycle.pk}/review/")
    with django_assert_num_queries(QUERIES):
        page = client.get(f"/cycles/{cycle.pk}/review/")
    assert len(page.context["rows"]) == min(maps, 50)
