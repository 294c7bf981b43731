"""How does an invited person come in for the first time?"""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from accounts.domain.people import invite
from accounts.models import Role, User

PASSWORD = "заря-над-рекой-2026"


@pytest.fixture
def invited(municipality, coordinator, now):
    return invite(
        municipality=municipality,
        email="new@example.org",
        full_name="Новикова Нина",
        role=Role.OBSERVER,
        by=coordinator,
        at=now,
    )


@pytest.fixture
def address(invited) -> str:
    return reverse("accounts:invitation_accept", args=[invited.secret])


def twice(password: str) -> dict:
    return {"password": password, "again": password}


def test_the_page_greets_by_name(client, address):
    response = client.get(address)
    assert "Здравствуйте, Новикова Нина" in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]


def test_the_person_sets_a_password_and_is_in(client, address, invited, municipality):
    assert client.post(address, twice(PASSWORD)).headers["Location"] == "/"
    person = User.objects.get(pk=invited.membership.user_id)
    assert (person.check_password(PASSWORD), client.session["_auth_user_id"]) == (True, str(person.pk))
    assert client.get(reverse("schools:school_list", args=[municipality.pk])).status_code == 200


def test_the_session_of_another_person_ends(client_of, coordinator, address, invited):
    client = client_of(coordinator)
    assert "Сейчас в этом браузере работает" in client.get(address).content.decode()
    client.post(address, twice(PASSWORD))
    assert client.session["_auth_user_id"] == str(invited.membership.user_id)


def test_a_link_works_once(client, address):
    client.post(address, twice(PASSWORD))
    assert client.get(address).status_code == 404
    assert client.post(address, twice("другая-заря-2027")).status_code == 404


def test_used_wrong_and_expired_links_answer_alike(client, address, now):
    wrong = client.get(reverse("accounts:invitation_accept", args=["wrong"]))
    with time_machine.travel(now + timedelta(hours=72), tick=False):
        expired = client.get(address)
    client.post(address, twice(PASSWORD))
    client.logout()
    used = client.get(address)
    assert {wrong.status_code, expired.status_code, used.status_code} == {404}
    secret = address.rsplit("/", 2)[1]
    pages = {answer.content.decode().replace(secret, "wrong") for answer in (wrong, expired, used)}
    assert len(pages) == 1


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"password": PASSWORD, "again": "иначе"}, "again", "Пароли не совпадают. Введите пароль ещё раз."),
        ({"password": PASSWORD}, "again", "Обязательное поле."),
        (
            twice("коротко"),
            "password",
            "Введённый пароль слишком короткий. Он должен состоять из как минимум 12 символов.",
        ),
        (twice("administrator"), "password", "Введённый пароль слишком широко распространён."),
        (twice("938475610293"), "password", "Введённый пароль состоит только из цифр."),
    ],
)
def test_a_password_that_does_not_fit(client, address, invited, typed, field, sentence):
    response = client.post(address, typed)
    assert response.status_code == 422
    assert response.context["form"].errors[field][0].replace("е", "ё") == sentence.replace("е", "ё")
    assert User.objects.get(pk=invited.membership.user_id).has_usable_password() is False
    assert client.get(address).status_code == 200


def test_many_wrong_links_from_one_address_are_told_to_wait(client, db):
    cache.clear()
    statuses = [
        client.get(reverse("accounts:invitation_accept", args=[f"x{number}"])).status_code for number in range(31)
    ]
    assert statuses == [404] * 30 + [429]


def test_a_disabled_account_does_not_come_in(client, address, invited):
    User.objects.filter(pk=invited.membership.user_id).update(is_active=False)
    assert client.get(address).status_code == 404
