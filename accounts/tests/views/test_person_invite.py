"""How does a person get a role and the one-time link?"""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from accounts.models import Invitation, Membership, User
from journal.queries import entries_for

TYPED = {"role": "observer", "full_name": "Новикова Нина Назаровна", "position": "методист", "email": "New@Example.org"}


@pytest.fixture
def address(municipality) -> str:
    return reverse("accounts:person_invite", args=[municipality.pk])


def test_a_new_person_gets_a_link_shown_once(client_of, coordinator, municipality, address, settings):
    settings.SITE_URL = "https://monitoring.example.ru"
    response = client_of(coordinator).post(address, TYPED, HTTP_HOST="localhost")
    link = re.search(r'<p id="link" class="link">(.+?)</p>', response.content.decode())[1]
    assert link.startswith("https://monitoring.example.ru/invitations/")
    person = User.objects.get(email="new@example.org")
    assert (person.full_name, person.position, person.has_usable_password()) == (TYPED["full_name"], "методист", False)
    assert [entry.action for entry in entries_for(f"user:{person.pk}")] == ["role.given"]
    secret = link.rsplit("/", 2)[1]
    assert secret not in str(list(Invitation.objects.values())) + str(list(entries_for(f"user:{person.pk}").values()))
    assert secret not in client_of(coordinator).get(reverse("accounts:people", args=[municipality.pk])).content.decode()


def test_a_person_who_signs_in_already_gets_a_role_without_a_link(
    client_of, coordinator, reviewer, municipality, address
):
    response = client_of(coordinator).post(address, TYPED | {"email": reviewer.email, "role": "methodologist"})
    assert response.headers["Location"] == reverse("accounts:people", args=[municipality.pk])
    assert Invitation.objects.filter(user=reviewer, accepted_at=None).count() == 1  # of the cast's own invitation
    assert Membership.objects.filter(user=reviewer, role="methodologist").count() == 1


def test_a_head_gets_a_school(client_of, coordinator, school, address):
    client_of(coordinator).post(address, TYPED | {"role": "head", "school": school.pk})
    assert Membership.objects.get(role="head").school == school


def test_schools_stand_in_natural_order(
    client_of, coordinator, school, other_school, primary_school, foreign_school, address
):
    choices = client_of(coordinator).get(address).context["form"]["school"].field.choices
    assert [str(title) for _, title in choices] == ["не выбрана", "МАОУ СОШ № 2", "МБОУ НОШ № 5", "МБОУ ООШ № 10"]


def test_the_card_of_a_school_offers_it(client_of, coordinator, school, address):
    page = client_of(coordinator).get(address, {"school": school.pk}).content.decode()
    assert f'<option value="{school.pk}" selected>' in page


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"role": ""}, "role", "Обязательное поле."),
        ({"role": "emperor"}, "role", "Выберите корректный вариант. emperor нет среди допустимых значений."),
        ({"role": "head"}, "school", "Укажите школу: эта роль действует в одной школе."),
        ({"full_name": " "}, "full_name", "Обязательное поле."),
        ({"email": "not an address"}, "email", "Введите правильный адрес электронной почты."),
        (
            {"position": "я" * 151},
            "position",
            "Убедитесь, что это значение содержит не более 150 символов (сейчас 151).",
        ),
    ],
)
def test_bad_input_gets_a_sentence_at_its_field(client_of, coordinator, address, typed, field, sentence):
    response = client_of(coordinator).post(address, TYPED | typed)
    assert (response.status_code, response.context["form"].errors) == (422, {field: [sentence]})
    assert User.objects.filter(email="new@example.org").count() == 0


def test_a_role_of_the_municipality_takes_no_school(client_of, coordinator, school, address):
    response = client_of(coordinator).post(address, TYPED | {"school": school.pk})
    sentence = "Эта роль действует во всём муниципалитете: школу указывать не нужно."
    assert response.context["form"].errors == {"school": [sentence]}


def test_a_foreign_school_does_not_exist(client_of, coordinator, foreign_school, address):
    response = client_of(coordinator).post(address, TYPED | {"role": "head", "school": foreign_school.pk})
    assert response.context["form"].errors == {"school": ["Этой школы нет в вашем муниципалитете."]}


def test_a_second_head(client_of, coordinator, head, school, address):
    response = client_of(coordinator).post(address, TYPED | {"role": "head", "school": school.pk})
    sentence = "У школы уже есть руководитель. Сначала завершите его роль."
    assert response.context["form"].errors == {"role": [sentence]}
    assert User.objects.filter(email="new@example.org").count() == 0


def test_only_coordinators(client, client_of, observer, head, foreign_coordinator, address):
    people = (observer, head, foreign_coordinator)
    assert [client_of(person).post(address, TYPED).status_code for person in people] == [403, 403, 404]
    assert client.post(address, TYPED).status_code == 302
    assert User.objects.filter(email="new@example.org").count() == 0
