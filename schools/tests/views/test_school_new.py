"""How is a school added by hand?"""

from __future__ import annotations

import pytest
from django.urls import reverse

from schools.models import School

TYPED = {
    "short_name": " СОШ № 77 ", "name": "Средняя школа № 77", "code": "077", "kind": "secondary", "has_noo": "on",
    "site": "https://school77.example.org", "email": "", "phone": "", "address": "", "head_name": "",
}  # fmt: skip


@pytest.fixture
def address(municipality) -> str:
    return reverse("schools:school_new", args=[municipality.pk])


def test_a_school_is_added(client_of, coordinator, address):
    response = client_of(coordinator).post(address, TYPED)
    kept = School.objects.get()
    assert response.headers["Location"] == reverse("schools:school", args=[kept.pk])
    assert (kept.short_name, kept.code, kept.levels, kept.is_active) == ("СОШ № 77", "077", {"noo"}, True)


def test_others_may_not(client, client_of, observer, head, foreign_coordinator, address):
    answers = [client_of(person).post(address, TYPED).status_code for person in (observer, head, foreign_coordinator)]
    assert (answers, client.post(address, TYPED).status_code) == ([403, 403, 404], 302)
    assert School.objects.filter(code="077").count() == 0


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"code": ""}, "code", "Обязательное поле."),
        ({"code": "7" * 31}, "code", "Убедитесь, что это значение содержит не более 30 символов (сейчас 31)."),
        ({"short_name": "a\x00b"}, "short_name", "Данные содержат запрещённый символ: ноль-байт"),
        ({"kind": "circus"}, "kind", "Выберите корректный вариант. circus нет среди допустимых значений."),
        ({"has_noo": ""}, "has_noo", "Отметьте хотя бы один уровень образования."),
        (
            {"site": "javascript:alert(1)"},
            "site",
            "Укажите адрес сайта полностью, например https://school12.example.ru",
        ),
        ({"site": "ftp://example.org"}, "site", "Укажите адрес сайта полностью, например https://school12.example.ru"),
        ({"email": "школа"}, "email", "Введите правильный адрес электронной почты."),
    ],
)
def test_bad_input_gets_a_sentence_at_its_field_and_loses_nothing(
    client_of, coordinator, address, typed, field, sentence
):
    posted = TYPED | typed
    response = client_of(coordinator).post(address, {name: value for name, value in posted.items() if value})
    assert response.status_code == 422
    assert response.context["form"].errors == {field: [sentence]}
    assert 'value="https://school77.example.org"' in response.content.decode() or field == "site"
    assert School.objects.count() == 0


def test_a_code_that_is_taken(client_of, coordinator, address, school):
    response = client_of(coordinator).post(address, TYPED | {"code": "002"})
    assert response.context["form"].errors == {"code": ["Школа с кодом «002» уже есть в реестре."]}


def test_what_is_not_in_the_form_is_not_taken(client_of, coordinator, address, other_municipality):
    client_of(coordinator).post(address, TYPED | {"is_active": "", "municipality": other_municipality.pk, "id": 5})
    kept = School.objects.get()
    assert (kept.is_active, kept.municipality.name) == (True, "Тестовый район")
