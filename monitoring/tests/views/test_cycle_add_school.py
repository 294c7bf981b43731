"""A school that joined later gets its map, and a longer term if the usual one is over."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from monitoring.models import ExpertMap
from monitoring.tests.cast import NOW, make_school
from monitoring.tests.stories import approved, evaluated
from monitoring.tests.views.doors import turned_away


@pytest.fixture
def address(cycle):
    return f"/cycles/{cycle.pk}/schools/"


@pytest.fixture
def late_school(cycle, municipality):
    return make_school(municipality, "777", "Новая школа")


def test_doors(client_of, address, foreign_coordinator, reviewer):
    assert turned_away(address, client_of, stranger=foreign_coordinator, forbidden=reviewer, method="post") == [
        302,
        404,
        403,
    ]


def test_coming_back_after_signing_in_leads_to_the_year(client_of, address, cycle, coordinator):
    assert client_of(coordinator).get(address).headers["Location"] == f"/cycles/{cycle.pk}/"


def test_adds(client_of, address, cycle, coordinator, late_school):
    answer = client_of(coordinator).post(address, {"school": late_school.pk})
    assert answer.headers["Location"] == f"/cycles/{cycle.pk}/"
    assert ExpertMap.objects.filter(cycle=cycle, school=late_school).count() == 1


def test_after_the_term_the_next_page_is_a_longer_one(client_of, address, cycle, coordinator, late_school):
    with time_machine.travel(NOW + timedelta(days=20), tick=False):
        answer = client_of(coordinator).post(address, {"school": late_school.pk})
    added = ExpertMap.objects.get(cycle=cycle, school=late_school)
    assert answer.headers["Location"] == f"/cycles/{cycle.pk}/extend/?map={added.pk}"


@pytest.mark.parametrize("value", ["", "x", "10000000", "9" * 300])
def test_nonsense_adds_nothing(client_of, address, cycle, coordinator, value):
    assert client_of(coordinator).post(address, {"school": value}).status_code == 302
    assert ExpertMap.objects.of(cycle).count() == 2


def test_a_school_of_another_municipality_or_with_a_map_is_not_added(
    client_of, address, cycle, coordinator, school, foreign_school
):
    for wrong in (school, foreign_school):
        client_of(coordinator).post(address, {"school": wrong.pk})
    assert ExpertMap.objects.of(cycle).count() == 2


def test_nobody_joins_an_approved_year(
    client_of, address, cycle, expert_map, other_map, head, reviewer, methodologist, coordinator, late_school
):
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    approved(cycle, by=coordinator)
    client_of(coordinator).post(address, {"school": late_school.pk})
    assert ExpertMap.objects.of(cycle).count() == 2
