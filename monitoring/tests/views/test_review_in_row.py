"""One indicator across schools: the list, its filters, and judging from it without leaving its order."""

from __future__ import annotations

import pytest

from accounts.models import Membership, Role, User
from monitoring.domain.division import assign
from monitoring.domain.evidence import add_link
from monitoring.domain.second_reading import draw_sample
from monitoring.domain.submission import submit
from monitoring.domain.verification import Finding, give_verdict
from monitoring.models import ExpertMap, Verdict
from monitoring.states import VerdictKind
from monitoring.tests.cast import OPENED, make_cycle, make_person, make_school
from monitoring.tests.stories import again, fill, submitted, verified
from monitoring.tests.views.district import district_of
from monitoring.tests.views.doors import turned_away

# session, person, roles, the menu's year, cycle, stages, three counts, page's count, page, and eight of the rows
QUERIES = 19
DESK_QUERIES = 15  # those of the desk, ОО-1, and the row
PARTS = {"X-Requested-With": "map-parts"}


@pytest.fixture
def five(municipality, methodology, coordinator, now):
    """№ 1 and № 3 (СОШ), № 2 and № 4 (ООШ) have signed, № 5 has not. {number: map}."""
    heads = {}
    for number in range(1, 6):
        levels = "noo ooo" if number % 2 == 0 else "noo ooo soo"
        kind = "basic" if number % 2 == 0 else "secondary"
        school = make_school(municipality, f"{number:03}", f"МБОУ № {number}", levels, kind=kind)
        heads[number] = make_person(municipality, Role.HEAD, school)
    cycle = make_cycle(municipality, methodology, coordinator)
    maps = dict(enumerate(ExpertMap.objects.with_context().filter(cycle=cycle).in_natural_order(), start=1))
    for number in range(1, 5):
        fill(maps[number], by=heads[number])
        if number < 3:  # with evidence behind it, the claim raises no warning
            url = f"https://school{number}.example.org/"
            add_link(expert_map=again(maps[number]), code="1.8", url=url, by=heads[number], at=now)
        submit(expert_map=again(maps[number]), by=heads[number], at=now)
    return maps


@pytest.fixture
def address(five):
    return f"/cycles/{five[1].cycle_id}/review/indicators/1.8/"


@pytest.fixture
def client(client_of, reviewer):
    return client_of(reviewer)


def accept(expert_map, by, at, code="1.8"):
    finding = Finding(VerdictKind.ACCEPTED)
    return give_verdict(expert_map=again(expert_map), code=code, finding=finding, seen_verdict=None, by=by, at=at)


def names(page):
    return [str(row.expert_map.school) for row in page.context["rows"]]


def test_doors(client_of, address, foreign_reviewer, coordinator):
    assert turned_away(address, client_of, stranger=foreign_reviewer, forbidden=coordinator) == [302, 404, 403]


@pytest.mark.parametrize("code", ["9.9", "<script>", "%00"])
def test_an_unknown_indicator_is_absent(client, five, code):
    assert client.get(f"/cycles/{five[1].cycle_id}/review/indicators/{code}/").status_code == 404


def test_all_signed_schools_stand_in_natural_order(client, address):
    assert names(client.get(address)) == ["МБОУ № 1", "МБОУ № 2", "МБОУ № 3", "МБОУ № 4"]


def test_a_row_holds_the_claim_beside_what_it_is_compared_with(
    client, municipality, methodology, coordinator, school, head, figures, now
):
    past = make_cycle(municipality, methodology, coordinator, year=2024)
    signed_then = OPENED.replace(year=2025)
    submitted(again(past.expert_maps.get()), by=head, at=signed_then, i1_2={"numerator": 51, "denominator": 171})
    cycle = make_cycle(municipality, methodology, coordinator)
    submitted(again(cycle.expert_maps.get()), by=head)
    [row] = client.get(f"/cycles/{cycle.pk}/review/indicators/1.2/").context["rows"]
    assert (row.outcome.working, row.judged.reference, row.past, row.status) == (
        "104 из 180 = 57,8\u00a0% ≥ 50\u00a0% — 1\u00a0балл",
        180,
        "51 из 171, 29,8\u00a0%",
        "waiting",
    )
    assert [warning.check for warning in row.warnings] == ["jump", "without_evidence"]
    [row] = client.get(f"/cycles/{cycle.pk}/review/indicators/4.4/").context["rows"]
    assert (row.outcome.points, row.past, row.warnings) == (0, "нет", ())


def test_a_conditional_indicator_is_reckoned_with_its_condition(client, expert_map, head):
    submitted(expert_map, by=head, i5_2={"fact": False}, i5_3={"numerator": 5, "denominator": 20})
    [row] = client.get(f"/cycles/{expert_map.cycle_id}/review/indicators/5.3/").context["rows"]
    assert (row.outcome.points, [warning.check for warning in row.warnings]) == (0, ["contradictory"])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [1, 2, 3, 4]),
        ({"show": "waiting"}, [2, 3, 4]),
        ({"show": "warnings"}, [3, 4]),
        ({"kind": "basic"}, [2, 4]),
        ({"level": "soo"}, [1, 3]),
        ({"show": "waiting", "kind": "basic", "level": "ooo"}, [2, 4]),
        ({"show": "waiting", "kind": "basic", "level": "soo"}, []),
        ({"show": "x", "kind": "' OR 1", "level": "school__id"}, [1, 2, 3, 4]),
    ],
)
def test_filters_of_the_address(client, address, five, reviewer, now, asked, found):
    accept(five[1], reviewer, now)
    page = client.get(address, asked)
    assert (page.status_code, names(page)) == (200, [f"МБОУ № {number}" for number in found])


def test_the_list_of_indicators_counts_what_waits_and_what_warns(client, five, reviewer, now):
    accept(five[1], reviewer, now)
    page = client.get(f"/cycles/{five[1].cycle_id}/review/indicators/")
    counts = {row.indicator.code: row.count for row in page.context["rows"]}
    assert (len(counts), counts["1.8"].signed, counts["1.8"].waiting, counts["1.8"].with_warnings) == (23, 4, 3, 2)
    assert (counts["1.2"].waiting, counts["1.2"].with_warnings) == (4, 4)


def test_a_finished_map_neither_waits_nor_warns(client, expert_map, head, reviewer):
    verified(expert_map, head=head, reviewer=reviewer)
    page = client.get(f"/cycles/{expert_map.cycle_id}/review/indicators/")
    assert {(row.count.signed, row.count.waiting, row.count.with_warnings) for row in page.context["rows"]} == {
        (1, 0, 0)
    }


def test_the_list_of_indicators_has_its_doors(client_of, five, foreign_reviewer, coordinator):
    address = f"/cycles/{five[1].cycle_id}/review/indicators/"
    assert turned_away(address, client_of, stranger=foreign_reviewer, forbidden=coordinator) == [302, 404, 403]


def test_judging_goes_on_with_the_next_school_of_the_list(client, address, five):
    asked = "?order=indicator&show=waiting&kind=basic"
    desk = client.get(f"/review/{five[2].pk}/1.8/{asked}").context["desk"]
    assert (desk.way.previous, desk.way.next) == ("", f"/review/{five[4].pk}/1.8/{asked}")
    answer = client.post(f"/review/{five[2].pk}/1.8/{asked}", {"kind": "accepted"})
    assert answer.headers["Location"] == f"/review/{five[4].pk}/1.8/{asked}"
    # The one just judged has dropped out of the list, and the way still knows its place.
    desk = client.get(f"/review/{five[2].pk}/1.8/{asked}").context["desk"]
    assert (desk.way.next, desk.way.count) == (f"/review/{five[4].pk}/1.8/{asked}", 1)
    answer = client.post(f"/review/{five[4].pk}/1.8/{asked}", {"kind": "accepted"})
    assert answer.headers["Location"] == f"{address}?show=waiting&kind=basic#map-{five[4].pk}"


def test_after_the_last_school_those_left_out_at_the_beginning_follow(client, five):
    asked = "?order=indicator"
    answer = client.post(f"/review/{five[4].pk}/1.8/{asked}", {"kind": "accepted"})
    assert answer.headers["Location"] == f"/review/{five[1].pk}/1.8/{asked}"


def test_neighbours_are_the_schools_beside(client, five):
    way = client.get(f"/review/{five[2].pk}/1.8/?order=indicator").context["desk"].way
    assert (way.previous, way.next, way.place, way.count, way.waiting) == (
        f"/review/{five[1].pk}/1.8/?order=indicator",
        f"/review/{five[3].pk}/1.8/?order=indicator",
        2,
        4,
        4,
    )


def test_the_reviewers_own_school_is_passed_over(client, five, reviewer, municipality):
    Membership.objects.create(
        user=reviewer, municipality=municipality, school=five[2].school, role=Role.EDITOR, started_at=OPENED
    )
    page = client.get(f"/cycles/{five[1].cycle_id}/review/indicators/1.8/")
    assert [row.is_own for row in page.context["rows"]] == [False, True, False, False]
    way = client.get(f"/review/{five[1].pk}/1.8/?order=indicator").context["desk"].way
    assert way.next == f"/review/{five[3].pk}/1.8/?order=indicator"


def test_the_last_verdict_on_this_indicator_can_be_undone_from_the_next_school(client, five):
    client.post(f"/review/{five[1].pk}/1.8/?order=indicator", {"kind": "accepted"})
    desk = client.get(f"/review/{five[2].pk}/1.8/?order=indicator").context["desk"]
    assert desk.last == Verdict.objects.get()
    assert client.get(f"/review/{five[2].pk}/1.8/").context["desk"].last is None


def test_back_leads_to_the_page_the_school_stands_on(client, municipality, methodology, coordinator):
    cycle = district_of(60, municipality, methodology, coordinator)
    maps = list(ExpertMap.objects.of(cycle).in_natural_order())
    pages = [client.get(f"/review/{maps[at].pk}/1.1/?order=indicator").context["desk"].way.back for at in (49, 50)]
    list_address = f"/cycles/{cycle.pk}/review/indicators/1.1/"
    assert pages == [f"{list_address}#map-{maps[49].pk}", f"{list_address}?page=2#map-{maps[50].pk}"]


@pytest.mark.parametrize("maps", [1, 3, pytest.param(165, marks=pytest.mark.slow)])
def test_queries_do_not_grow(client, django_assert_num_queries, municipality, methodology, coordinator, maps):
    cycle = district_of(maps, municipality, methodology, coordinator)
    list_address = f"/cycles/{cycle.pk}/review/indicators/"
    client.get(f"{list_address}1.1/")
    with django_assert_num_queries(QUERIES):
        page = client.get(f"{list_address}1.1/")
    assert len(page.context["rows"]) == min(maps, 50)
    with django_assert_num_queries(8):  # session, person, roles, the menu's year, cycle, stages, two counts
        client.get(list_address)
    first = ExpertMap.objects.of(cycle).in_natural_order().first()
    with django_assert_num_queries(DESK_QUERIES):
        client.get(f"/review/{first.pk}/1.1/?order=indicator&show=waiting")
    for headers in ({}, PARTS):  # the page, and what the script asks for
        with django_assert_num_queries(14):  # school by school no row is read
            client.get(f"/review/{first.pk}/1.1/", headers=headers)


@pytest.fixture
def colleague(five, municipality) -> User:
    return make_person(municipality, Role.REVIEWER, name="Коллегина Кира", email="colleague@example.org")


def test_a_map_in_a_colleagues_hands_waits_for_the_colleague(client, address, five, colleague, coordinator, now):
    assign(cycle=five[1].cycle, reviewers={five[2].pk: colleague}, by=coordinator, at=now)
    page = client.get(address)
    assert [(row.is_held, row.is_waiting) for row in page.context["rows"]] == [
        (False, True), (True, False), (False, True), (False, True),
    ]  # fmt: skip
    assert names(client.get(address, {"show": "waiting"})) == ["МБОУ № 1", "МБОУ № 3", "МБОУ № 4"]
    counts = client.get(f"/cycles/{five[1].cycle_id}/review/indicators/").context["rows"]
    assert {row.count.waiting for row in counts} == {3}
    answer = client.post(f"/review/{five[1].pk}/1.8/?order=indicator", {"kind": "accepted"})
    assert answer.headers["Location"] == f"/review/{five[3].pk}/1.8/?order=indicator"
    desk = client.get(f"/review/{five[2].pk}/1.8/?order=indicator").content.decode()
    assert (desk.count('id="begin"'), desk.count("возьмите карту себе")) == (0, 1)


def test_a_map_to_be_read_blind_is_not_in_the_row(client_of, address, five, colleague, reviewer, coordinator, now):
    """The row shows verdicts: whoever has yet to read one of them a second time must not see the first."""
    accept(five[1], reviewer, now)
    draw_sample(cycle=five[1].cycle, share=20, by=coordinator, at=now, seed=1)
    page = client_of(colleague).get(address)
    assert names(page) == ["МБОУ № 2", "МБОУ № 3", "МБОУ № 4"]
    assert page.content.decode().count("вам поручено второе чтение, здесь не показаны") == 1
    way = client_of(colleague).get(f"/review/{five[2].pk}/1.8/?order=indicator").context["desk"].way
    assert (way.previous, way.count) == ("", 3)
