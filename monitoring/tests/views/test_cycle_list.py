"""Years of a municipality: who sees them, what they say."""

from __future__ import annotations

import pytest

from monitoring.tests.cast import make_cycle
from monitoring.tests.stories import submitted
from monitoring.tests.views.doors import turned_away


def test_doors(client_of, municipality, foreign_coordinator, head):
    address = f"/municipalities/{municipality.pk}/cycles/"
    assert turned_away(address, client_of, stranger=foreign_coordinator, forbidden=head) == [302, 404, 403]


def test_lists_years_with_how_many_submitted(
    client_of, cycle, expert_map, head, observer, methodology, coordinator, municipality
):
    submitted(expert_map, by=head)
    make_cycle(municipality, methodology, coordinator, year=2024)
    make_cycle(municipality, methodology, coordinator, year=2026)
    page = client_of(observer).get(f"/municipalities/{municipality.pk}/cycles/")
    assert page.status_code == 200
    assert [(c.year_title, c.represented, c.maps) for c in page.context["cycles"]] == [
        ("2026/2027", 0, 2),
        ("2025/2026", 1, 2),
        ("2024/2025", 0, 2),
    ]


@pytest.mark.parametrize(("person", "offered"), [("coordinator", True), ("observer", False)])
def test_only_the_coordinator_is_offered_a_new_year(request, client_of, municipality, person, offered):
    page = client_of(request.getfixturevalue(person)).get(f"/municipalities/{municipality.pk}/cycles/")
    assert page.context["may_open"] is offered
    assert ("Открыть цикл" in page.content.decode()) is offered


@pytest.mark.parametrize("years", [1, 3])
def test_queries_do_not_grow(client_of, django_assert_num_queries, municipality, methodology, coordinator, years):
    for year in range(2023, 2023 + years):
        make_cycle(municipality, methodology, coordinator, year=year)
    client = client_of(coordinator)
    client.get(f"/municipalities/{municipality.pk}/cycles/")
    with django_assert_num_queries(QUERIES):
        client.get(f"/municipalities/{municipality.pk}/cycles/")


QUERIES = 6  # session, person, roles, the menu's year, years with counts, their stages
