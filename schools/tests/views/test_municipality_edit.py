"""How are the names, the zone and the letterhead of the municipality changed?"""

from __future__ import annotations

import pytest
from django.urls import reverse

from schools.domain.register import MUNICIPALITY_FIELDS
from schools.models import Municipality


@pytest.fixture
def address(municipality) -> str:
    return reverse("schools:municipality_edit", args=[municipality.pk])


def typed(municipality, **other) -> dict:
    return {name: getattr(municipality, name) for name in MUNICIPALITY_FIELDS} | other


def test_the_municipality_is_changed(client_of, coordinator, municipality, address):
    response = client_of(coordinator).post(address, typed(municipality, place="г. Примерск", time_zone="Asia/Omsk"))
    assert response.headers["Location"] == address
    kept = Municipality.objects.get()
    assert (kept.place, kept.time_zone) == ("г. Примерск", "Asia/Omsk")


def test_the_letterhead_and_the_margins_are_kept(client_of, coordinator, municipality, address):
    values = {
        "codes": "ОКПО 12345678",
        "executor_name": "Иванова И. И.",
        "executor_phone": "21-22",
        "margin_top_mm": 25,
    }
    assert client_of(coordinator).post(address, typed(municipality, **values)).status_code == 302
    kept = Municipality.objects.get()
    assert {name: getattr(kept, name) for name in values} == values


def test_zones_are_shown_with_their_offset(client_of, coordinator, address):
    assert "Екатеринбург, UTC+5" in client_of(coordinator).get(address).content.decode()


def test_others_may_not(client, client_of, observer, head, foreign_coordinator, municipality, address):
    people = (observer, head, foreign_coordinator)
    values = typed(municipality, place="x")
    assert [client_of(person).post(address, values).status_code for person in people] == [403, 403, 404]
    assert client.post(address, values).status_code == 302
    assert Municipality.objects.filter(place="x").count() == 0


@pytest.mark.parametrize(
    ("other", "field", "sentence"),
    [
        ({"name": ""}, "name", "Обязательное поле."),
        (
            {"time_zone": "Mars/Base"},
            "time_zone",
            "Выберите корректный вариант. Mars/Base нет среди допустимых значений.",
        ),
        ({"margin_left_mm": "19"}, "margin_left_mm", "Поле — от 20 до 40 мм."),
        ({"margin_right_mm": "9"}, "margin_right_mm", "Поле — от 10 до 30 мм."),
        ({"margin_top_mm": "41"}, "margin_top_mm", "Поле — от 20 до 40 мм."),
        ({"margin_bottom_mm": "19"}, "margin_bottom_mm", "Поле — от 20 до 40 мм."),
        ({"margin_left_mm": "1e308"}, "margin_left_mm", "Введите целое число."),
        ({"margin_left_mm": "9" * 30}, "margin_left_mm", None),
    ],
)
def test_bad_input_gets_a_sentence(client_of, coordinator, municipality, address, other, field, sentence):
    response = client_of(coordinator).post(address, typed(municipality, **other))
    errors = response.context["form"].errors
    assert (response.status_code, list(errors)) == (422, [field])
    assert sentence is None or errors[field] == [sentence]


def test_the_name_of_another_municipality(client_of, coordinator, municipality, other_municipality, address):
    response = client_of(coordinator).post(address, typed(municipality, name="Соседний район"))
    assert response.context["form"].errors == {"name": ["Муниципалитет с таким названием уже есть."]}


def test_who_asks_what_cannot_be_asked_for(client_of, coordinator, municipality, address):
    client_of(coordinator).post(address, typed(municipality, is_demonstration="on"))
    assert Municipality.objects.get().is_demonstration is False
