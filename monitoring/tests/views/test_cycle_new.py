"""A year is opened in two steps; what is wrong is said at its field and nothing is lost."""

from __future__ import annotations

from datetime import date

import pytest

from monitoring.forms.cycle import last_finished_year
from monitoring.models import MonitoringCycle
from monitoring.tests.cast import make_cycle
from monitoring.tests.views.doors import turned_away


@pytest.fixture
def address(municipality):
    return f"/municipalities/{municipality.pk}/cycles/new/"


@pytest.fixture
def given(methodology):
    return {
        "school_year": "2025",
        "methodology": methodology.pk,
        "policy": "strict",
        "self_assessment": "2026-09-30",
        "control": "15.10.2026",
        "evaluation": "2026-11-01",
    }


def test_doors(client_of, address, foreign_coordinator, reviewer):
    assert turned_away(address, client_of, stranger=foreign_coordinator, forbidden=reviewer) == [302, 404, 403]
    assert turned_away(address, client_of, stranger=foreign_coordinator, forbidden=reviewer, method="post") == [
        302,
        404,
        403,
    ]


def test_offers_the_year_that_ended_last_and_its_terms(client_of, address, coordinator, methodology):
    form = client_of(coordinator).get(address).context["form"]
    assert [year for year, _ in form.fields["school_year"].choices] == [2025, 2026, 2024, 2023, 2022]
    assert form.initial == {
        "school_year": 2025,
        "methodology": methodology.pk,
        "self_assessment": date(2026, 9, 30),
        "control": date(2026, 10, 15),
        "evaluation": date(2026, 11, 1),
    }


@pytest.mark.parametrize(
    ("today", "year"),
    [(date(2026, 5, 31), 2024), (date(2026, 6, 1), 2025), (date(2026, 9, 18), 2025), (date(2027, 1, 1), 2025)],
)
def test_a_school_year_is_over_in_june(today, year):
    assert last_finished_year(today) == year


def test_a_year_opened_already_is_not_offered(client_of, address, coordinator, cycle):
    form = client_of(coordinator).get(address).context["form"]
    assert [year for year, _ in form.fields["school_year"].choices] == [2026, 2024, 2023, 2022]


def test_says_what_will_happen_before_it_does(client_of, address, coordinator, given, school, other_school):
    page = client_of(coordinator).post(address, given)
    assert (page.status_code, MonitoringCycle.objects.count()) == (200, 0)
    assert page.context["schools_words"] == "Карты получат 2\u00a0школы"
    assert "до среды, 30\u00a0сентября 2026 г." in page.content.decode()


def test_opens_when_confirmed(client_of, address, coordinator, given, school):
    answer = client_of(coordinator).post(address, given | {"confirmed": "1"})
    cycle = MonitoringCycle.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/cycles/{cycle.pk}/")
    assert (cycle.school_year, cycle.policy, cycle.opened_by) == (2025, "strict", coordinator)
    assert list(cycle.stages.values_list("last_day", flat=True)) == [
        date(2026, 9, 30),
        date(2026, 10, 15),
        date(2026, 11, 1),
    ]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("school_year", "1999", "Такой год выбрать нельзя."),
        ("school_year", "9" * 400, "Такой год выбрать нельзя."),
        ("methodology", "0", "Выберите методику из списка."),
        ("methodology", "x", "Выберите методику из списка."),
        ("policy", "", "Выберите, как учитывать применимость."),
        ("self_assessment", "", "Укажите день."),
        ("self_assessment", "30 сентября", "Введите дату, например 30.09.2026."),
        ("self_assessment", "2026-09-17", "Этот день уже прошёл: школы не успеют заполнить карты."),
        ("control", "2026-02-30", "Введите дату, например 30.09.2026."),
        ("evaluation", "9999-01-01", "Проверьте год."),
        ("evaluation", "1e308", "Введите дату, например 30.09.2026."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client_of, address, coordinator, given, field, value, sentence):
    page = client_of(coordinator).post(address, given | {field: value, "confirmed": "1"})
    assert (page.status_code, page.context["form"].errors) == (422, {field: [sentence]})
    assert MonitoringCycle.objects.count() == 0


def test_terms_out_of_order_are_said_at_the_later_one(client_of, address, coordinator, given):
    page = client_of(coordinator).post(address, given | {"control": "2026-09-30", "confirmed": "1"})
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["control"])


def test_sent_twice_opens_one_year(client_of, address, coordinator, given, school):
    client = client_of(coordinator)
    client.post(address, given | {"confirmed": "1"})
    again = client.post(address, given | {"confirmed": "1"})
    assert (again.status_code, MonitoringCycle.objects.count()) == (422, 1)


def test_when_every_year_is_opened_there_is_nothing_to_open(
    client_of, address, coordinator, municipality, methodology, school
):
    for year in range(2022, 2027):
        make_cycle(municipality, methodology, coordinator, year=year)
    assert client_of(coordinator).get(address).headers["Location"] == f"/municipalities/{municipality.pk}/cycles/"
