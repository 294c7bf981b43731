"""Who has submitted and who has not: counts lead to their lists, filters stand in the address, pages hold fifty."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from accounts.models import Role
from monitoring.domain.cycle import extend_filling
from monitoring.domain.division import assign
from monitoring.models import ExpertMap
from monitoring.states import MapState
from monitoring.tests.cast import NOW, make_cycle, make_person, make_school
from monitoring.tests.stories import again, approved, evaluated, fill, submitted
from monitoring.tests.views.district import district_of
from monitoring.tests.views.doors import turned_away

# session, person, roles, menu, cycle, stages, counts, page's count, page, days, schools to add, load, reviewers, links
QUERIES = 15


def names(page) -> list[str]:
    return [str(row.expert_map.school) for row in page.context["progress"].rows]


def test_doors(client_of, cycle, foreign_coordinator, head):
    assert turned_away(f"/cycles/{cycle.pk}/", client_of, stranger=foreign_coordinator, forbidden=head) == [
        302,
        404,
        403,
    ]


@pytest.mark.parametrize("person", ["coordinator", "reviewer", "methodologist", "observer"])
def test_the_department_reads(request, client_of, cycle, person):
    page = client_of(request.getfixturevalue(person)).get(f"/cycles/{cycle.pk}/")
    assert (page.status_code, names(page)) == (200, ["МАОУ СОШ № 2", "МБОУ ООШ № 10"])
    assert page.context["progress"].may_run is (person == "coordinator")


def test_an_observer_is_offered_nothing_to_change(client_of, cycle, observer, primary_school):
    page = client_of(observer).get(f"/cycles/{cycle.pk}/").content.decode()
    assert [word for word in ("extend/", "approve/", "journal/", 'method="post" action="/cycles') if word in page] == []


def test_a_draft_shows_how_much_and_never_what(client_of, cycle, expert_map, head, coordinator):
    fill(expert_map, by=head)
    row, other = client_of(coordinator).get(f"/cycles/{cycle.pk}/").context["progress"].rows
    assert (row.expert_map.filled, row.count, row.days_left) == (23, 23, 12)
    assert (other.expert_map.filled, other.count, other.is_late) == (0, 19, False)


def test_says_where_the_year_is(client_of, cycle, coordinator):
    year = client_of(coordinator).get(f"/cycles/{cycle.pk}/").context["progress"].year
    assert [(stage.title, stage.state, stage.left) for stage in year.stages] == [
        ("Самооценка", "current", "осталось 12\u00a0дней"),
        ("Контроль объективности", "ahead", ""),
        ("Оценка", "ahead", ""),
    ]
    assert (year.today, year.mark, year.anchor) == (date(2026, 9, 18), "22.07%", "middle")


@pytest.mark.parametrize(
    ("days", "states", "mark"),
    [
        (0, "current ahead ahead", "22.07%"),
        (12, "current ahead ahead", "32.88%"),
        (13, "done current ahead", "34.44%"),
        (44, "done done current", "99.02%"),
        (45, "done done done", ""),
    ],
)
def test_today_moves_along_the_line(client_of, cycle, coordinator, days, states, mark):
    with time_machine.travel(NOW + timedelta(days=days), tick=False):
        year = client_of(coordinator).get(f"/cycles/{cycle.pk}/").context["progress"].year
    assert (" ".join(stage.state for stage in year.stages), year.mark) == (states, mark)


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("", [2, 5, 10]),
        ("represented", [2]),
        ("waiting", [5, 10]),
        ("untouched", [10]),
        ("submitted", [2]),
        ("begun", []),
        ("returned", []),
        ("late", []),
        ("checked", []),
        ("nonsense", [2, 5, 10]),
        ("'; drop", [2, 5, 10]),
    ],
)
def test_filters_stand_in_the_address(
    client_of,
    municipality,
    methodology,
    coordinator,
    school,
    other_school,
    primary_school,
    head,
    other_head,
    state,
    found,
):
    cycle = make_cycle(municipality, methodology, coordinator)
    submitted(again(cycle.expert_maps.get(school=school)), by=head)
    fill(again(cycle.expert_maps.get(school=primary_school)), by=make_person(municipality, Role.HEAD, primary_school))
    page = client_of(coordinator).get(f"/cycles/{cycle.pk}/", {"state": state})
    assert [int(name.split()[-1]) for name in names(page)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("сош № 2", 1), ("СОШ", 1), ("010", 1), ("гимназия", 0), ("  ", 2), ("%", 0), ("\x00", 2), ("№\x00 2", 1)],
)
def test_search_by_name_or_code(client_of, cycle, coordinator, text, found):
    assert len(names(client_of(coordinator).get(f"/cycles/{cycle.pk}/", {"q": text}))) == found


def test_after_the_term_the_silent_are_late(client_of, cycle, expert_map, head, coordinator):
    submitted(expert_map, by=head)
    with time_machine.travel(NOW + timedelta(days=13), tick=False):
        progress = client_of(coordinator).get(f"/cycles/{cycle.pk}/", {"state": "late"}).context["progress"]
    assert [(str(row.expert_map.school), row.is_late) for row in progress.rows] == [("МБОУ ООШ № 10", True)]
    assert [(f.key, f.text) for f in progress.figures] == [
        ("represented", "1 из 2"),
        ("waiting", "1"),
        ("late", "1"),
        ("checked", "0"),
        ("evaluated", "0"),
    ]


def test_an_extension_shows(client_of, cycle, other_map, coordinator, now):
    extend_filling(
        cycle=cycle, expert_map=other_map, last_day=date(2026, 10, 3), reason="Авария", by=coordinator, at=now
    )
    rows = client_of(coordinator).get(f"/cycles/{cycle.pk}/").context["progress"].rows
    assert [(row.is_extended, row.days_left) for row in rows] == [(False, 12), (True, 15)]


def test_every_day_leads_to_its_maps(client_of, cycle, expert_map, other_map, head, other_head, coordinator):
    submitted(expert_map, by=head, at=NOW - timedelta(days=2))
    submitted(other_map, by=other_head, at=NOW.replace(hour=19))
    client = client_of(coordinator)
    page = client.get(f"/cycles/{cycle.pk}/").content.decode()
    assert [
        word for word in ('href="?on=2026-09-16#schools"', 'href="?until=2026-09-19#schools"') if word not in page
    ] == []
    found = {
        asked: names(client.get(f"/cycles/{cycle.pk}/?{asked}"))
        for asked in ("on=2026-09-16", "on=2026-09-18", "on=2026-09-19", "until=2026-09-18", "until=2026-09-19", "on=x")
    }
    assert found == {
        "on=2026-09-16": ["МАОУ СОШ № 2"],
        "on=2026-09-18": [],
        "on=2026-09-19": ["МБОУ ООШ № 10"],
        "until=2026-09-18": ["МАОУ СОШ № 2"],
        "until=2026-09-19": ["МАОУ СОШ № 2", "МБОУ ООШ № 10"],
        "on=x": ["МАОУ СОШ № 2", "МБОУ ООШ № 10"],
    }


def test_the_load_leads_to_its_maps(
    client_of, cycle, expert_map, other_map, head, reviewer, other_reviewer, coordinator, observer
):
    assign(cycle=cycle, reviewers={expert_map.pk: reviewer}, by=coordinator, at=NOW)
    submitted(expert_map, by=head)
    client = client_of(coordinator)
    loads = client.get(f"/cycles/{cycle.pk}/").context["progress"].loads
    assert [tuple(row.numbers) for row in loads.rows] == [(1, 1, 0, 1), (0, 0, 0, 0)]
    found = {
        asked: names(client.get(f"/cycles/{cycle.pk}/?whose={asked}"))
        for asked in (
            f"{reviewer.pk}",
            f"{reviewer.pk}&state=checked",
            f"{reviewer.pk}&state=ahead",
            "nobody",
            "9" * 30,
        )
    }
    assert list(found.values()) == [
        ["МАОУ СОШ № 2"],
        [],
        ["МАОУ СОШ № 2"],
        ["МБОУ ООШ № 10"],
        ["МАОУ СОШ № 2", "МБОУ ООШ № 10"],
    ]
    assert client_of(observer).get(f"/cycles/{cycle.pk}/").context["progress"].loads is None


def test_submissions_by_day_are_bars_and_a_table(
    client_of, cycle, expert_map, other_map, head, other_head, coordinator
):
    submitted(expert_map, by=head, at=NOW - timedelta(days=2))
    submitted(other_map, by=other_head, at=NOW.replace(hour=19))  # midnight in Yekaterinburg: the next day
    chart = client_of(coordinator).get(f"/cycles/{cycle.pk}/").context["progress"].chart
    assert [(bar.day.day, bar.count, bar.so_far, bar.height) for bar in chart.bars] == [
        (16, 1, 1, "100.00%"),
        (17, 0, 1, "0.00%"),
        (18, 0, 1, "0.00%"),
        (19, 1, 2, "100.00%"),
    ]
    assert [bar.day.day for bar in chart.filled] == [16, 19]


def test_an_approved_year_offers_nothing_more(
    client_of, cycle, expert_map, other_map, head, reviewer, methodologist, coordinator, primary_school
):
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    approved(cycle, by=coordinator)
    progress = client_of(coordinator).get(f"/cycles/{cycle.pk}/").context["progress"]
    assert (progress.may_run, progress.may_journal, progress.adding) == (False, True, None)
    assert [(f.key, f.text) for f in progress.figures][1] == ("not_submitted", "1")


def test_a_late_school_can_be_added_from_here(client_of, cycle, coordinator, municipality):
    assert client_of(coordinator).get(f"/cycles/{cycle.pk}/").context["progress"].adding is None
    late = make_school(municipality, "777", "Новая школа")
    adding = client_of(coordinator).get(f"/cycles/{cycle.pk}/").context["progress"].adding
    assert list(adding.fields["school"].queryset) == [late]


def test_pages_hold_fifty_in_natural_order(client_of, municipality, methodology, coordinator):
    cycle = district_of(53, municipality, methodology, coordinator)
    client = client_of(coordinator)
    assert [name.split()[-1] for name in names(client.get(f"/cycles/{cycle.pk}/"))][:11] == [
        str(n) for n in range(1, 12)
    ]
    second = client.get(f"/cycles/{cycle.pk}/", {"page": "2", "state": "represented"})
    assert names(second) == ["СОШ № 51", "СОШ № 52", "СОШ № 53"]
    assert names(client.get(f"/cycles/{cycle.pk}/", {"page": "999"})) == names(second)
    assert len(names(client.get(f"/cycles/{cycle.pk}/", {"page": "x"}))) == 50


@pytest.mark.parametrize("schools", [1, 3, 165])
def test_queries_do_not_grow(client_of, django_assert_num_queries, municipality, methodology, coordinator, schools):
    cycle = district_of(schools, municipality, methodology, coordinator, state=MapState.SUBMITTED)
    ExpertMap.objects.of(cycle).filter(pk=cycle.expert_maps.first().pk).update(state=MapState.FILLING)
    client = client_of(coordinator)
    client.get(f"/cycles/{cycle.pk}/")
    with django_assert_num_queries(QUERIES):
        client.get(f"/cycles/{cycle.pk}/")
