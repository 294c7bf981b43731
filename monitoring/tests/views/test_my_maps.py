"""Are the maps of one's schools listed by year, each with where it leads?"""

from __future__ import annotations

import pytest

from monitoring.models import ExpertMap
from monitoring.tests.cast import make_cycle
from monitoring.tests.stories import approved, evaluated, submitted


def page_of(client) -> str:
    answer = client.get("/maps/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_nobody_signs_in_first(client, db):
    assert client.get("/maps/").headers["Location"] == "/accounts/login/?next=/maps/"


def test_years_follow_the_latest_first(
    expert_map, cycle, school, municipality, methodology, coordinator, client_of, head, reviewer, methodologist
):
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    approved(cycle, by=coordinator)
    following = make_cycle(municipality, methodology, coordinator, year=2026)
    this_year = ExpertMap.objects.get(cycle=following, school=school)
    page = page_of(client_of(head))
    assert page.index("2026/2027 учебный год") < page.index("2025/2026 учебный год")
    assert f'href="/maps/{this_year.pk}/"' in page
    assert f'href="/results/maps/{expert_map.pk}/"' in page
    assert f'href="/results/maps/{this_year.pk}/"' not in page
    assert "Итог: 16\xa0баллов из 23" in page


def test_a_submitted_map_leads_to_its_receipt(expert_map, client_of, head):
    submitted(expert_map, by=head)
    page = page_of(client_of(head))
    assert f'href="/maps/{expert_map.pk}/receipt/"' in page
    assert "Заявлено 16\xa0баллов из 23" in page


def test_other_schools_are_not_listed(expert_map, other_map, client_of, head):
    assert f"/maps/{other_map.pk}/" not in page_of(client_of(head))


@pytest.mark.parametrize("whose", ["reviewer", "head"])
def test_nothing_to_list_says_what_to_do(request, municipality, school, client_of, whose):
    page = page_of(client_of(request.getfixturevalue(whose)))
    assert {"reviewer": "Вы не заполняете карты школ", "head": "Карт пока нет"}[whose] in page


def test_the_list_costs_the_same_for_one_year_and_three(
    expert_map, municipality, methodology, coordinator, client_of, head, django_assert_num_queries
):
    client = client_of(head)
    with django_assert_num_queries(4):
        client.get("/maps/")
    for year in (2026, 2027):
        make_cycle(municipality, methodology, coordinator, year=year)
    with django_assert_num_queries(4):
        client.get("/maps/")
