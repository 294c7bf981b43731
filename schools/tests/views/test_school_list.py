"""Who sees the register, what is found in it, and does it stay cheap?"""

from __future__ import annotations

import pytest
from django.urls import reverse

from monitoring.tests.cast import make_school
from schools.models import School


@pytest.fixture
def address(municipality) -> str:
    return reverse("schools:school_list", args=[municipality.pk])


def found(client, address, **sought) -> list[str]:
    response = client.get(address, sought)
    assert response.status_code == 200
    return [school.short_name for school in response.context["page"]]


def test_the_department_sees_the_schools_in_natural_order(client_of, observer, address, municipality):
    for code, name in (("1", "СОШ № 10"), ("2", "СОШ № 2"), ("3", "Гимназия № 3")):
        make_school(municipality, code, name)
    assert found(client_of(observer), address) == ["СОШ № 2", "Гимназия № 3", "СОШ № 10"]


def test_strangers_are_led_to_sign_in(client, address):
    assert client.get(address).headers["Location"] == f"{reverse('account_login')}?next={address}"


def test_a_foreign_municipality_does_not_exist(client_of, foreign_coordinator, address):
    assert client_of(foreign_coordinator).get(address).status_code == 404


def test_heads_are_refused_with_a_reason(client_of, head, address):
    response = client_of(head).get(address)
    assert response.status_code == 403
    assert "Реестр школ — для сотрудников отдела образования" in response.content.decode()


def test_only_the_coordinator_is_offered_to_change(client_of, coordinator, observer, address, municipality):
    new = reverse("schools:school_new", args=[municipality.pk])
    assert f'href="{new}"' in client_of(coordinator).get(address).content.decode()
    assert f'href="{new}"' not in client_of(observer).get(address).content.decode()


@pytest.mark.parametrize(
    ("sought", "names"),
    [
        ({"text": "сош"}, ["МАОУ СОШ № 2"]),
        ({"text": "СОШ №2"}, ["МАОУ СОШ № 2"]),
        ({"text": "оош 10"}, ["МБОУ ООШ № 10"]),
        ({"text": "010"}, ["МБОУ ООШ № 10"]),
        ({"text": "<script>"}, []),
        ({"kind": "basic"}, ["МБОУ ООШ № 10"]),
        ({"level": "soo"}, ["МАОУ СОШ № 2"]),
        ({"place": "rural"}, ["МБОУ НОШ № 5"]),
        ({"place": "town", "kind": "basic"}, ["МБОУ ООШ № 10"]),
        ({"activity": "left"}, ["Закрытая"]),
        ({"activity": "all"}, ["МАОУ СОШ № 2", "МБОУ НОШ № 5", "МБОУ ООШ № 10", "Закрытая"]),
        ({"kind": "circus", "level": "1' OR 1=1", "page": "xx"}, ["МАОУ СОШ № 2", "МБОУ НОШ № 5", "МБОУ ООШ № 10"]),
    ],
)
def test_filters_in_the_address(
    client_of, observer, address, municipality, school, other_school, primary_school, sought, names
):
    School.objects.filter(pk=primary_school.pk).update(is_rural=True)
    School.objects.create(
        municipality=municipality, code="099", name="Закрытая", short_name="Закрытая", is_active=False
    )
    assert found(client_of(observer), address, **sought) == names


def test_schools_of_others_are_not_listed(client_of, observer, address, school, foreign_school):
    assert found(client_of(observer), address, activity="all") == [school.short_name]


def test_an_empty_register_says_what_to_do(client_of, coordinator, observer, address):
    assert "В реестре пока нет школ" in client_of(coordinator).get(address).content.decode()
    assert "Школы добавит координатор" in client_of(observer).get(address).content.decode()


def test_nothing_found_says_what_to_do(client_of, observer, school, address):
    assert "Таких школ нет" in client_of(observer).get(address, {"text": "нет такой"}).content.decode()


def test_pages_of_fifty(client_of, observer, address, municipality):
    for number in range(51):
        make_school(municipality, str(number), f"СОШ № {number}")
    client = client_of(observer)
    assert len(found(client, address)) == 50
    assert found(client, address, page="2", kind="secondary") == ["СОШ № 50"]
    assert "Страница 2 из 2" in client.get(address, {"page": "2"}).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_schools(client_of, observer, address, municipality, django_assert_num_queries, count):
    for number in range(count):
        make_school(municipality, str(number), f"СОШ № {number}")
    client = client_of(observer)
    with django_assert_num_queries(6):
        client.get(address)
