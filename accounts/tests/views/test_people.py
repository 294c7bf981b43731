"""Who sees the people, who is found, and does the list stay cheap?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.domain.people import end_role, invite
from accounts.models import Membership, Role
from monitoring.tests.cast import make_person, make_school


@pytest.fixture
def address(municipality) -> str:
    return reverse("accounts:people", args=[municipality.pk])


def names(client, address, **sought) -> list[str]:
    response = client.get(address, sought)
    assert response.status_code == 200
    return [person.user.full_name.split()[0] for person in response.context["people"]]


def test_people_stand_by_name_with_their_roles(
    client_of, coordinator, head, reviewer, foreign_head, municipality, now, address
):
    invite(
        municipality=municipality, email=reviewer.email, full_name="", role=Role.METHODOLOGIST, by=coordinator, at=now
    )
    response = client_of(coordinator).get(address)
    assert [
        (person.user.full_name.split()[0], [held.get_role_display() for held in person.roles])
        for person in response.context["people"]
    ] == [
        ("Директорова", ["руководитель школы"]),
        ("Координаторов", ["координатор"]),
        ("Проверяева", ["специалист отдела", "методист"]),
    ]


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ({"text": "ДИРЕКТОРОВА"}, ["Директорова"]),
        ({"text": "зоя  захаровна"}, ["Заместителева"]),
        ({"text": "reviewer."}, ["Проверяева"]),
        ({"role": "head"}, ["Директорова", "Другова"]),
        (
            {"role": "emperor", "school": "abc"},
            ["Директорова", "Другова", "Заместителева", "Координаторов", "Проверяева"],
        ),
        ({"text": "нет таких"}, []),
    ],
)
def test_filters_in_the_address(client_of, coordinator, head, editor, other_head, reviewer, address, sought, found):
    assert names(client_of(coordinator), address, **sought) == found


def test_people_of_one_school(client_of, coordinator, head, editor, other_head, school, foreign_school, address):
    client = client_of(coordinator)
    assert names(client, address, school=school.pk) == ["Директорова", "Заместителева"]
    assert names(client, address, school=foreign_school.pk, role="head") == ["Директорова", "Другова"]


def test_ended_roles_are_not_listed(client_of, coordinator, head, now, address):
    end_role(membership=Membership.objects.get(user=head), by=coordinator, at=now)
    assert names(client_of(coordinator), address) == ["Координаторов"]


def test_who_has_not_come_in_yet(client_of, coordinator, municipality, now, address):
    for name, at in (("Новикова", now), ("Старикова", now - timedelta(hours=73))):
        invite(
            municipality=municipality,
            email=f"{name}@example.org".lower(),
            full_name=f"{name} Нина",
            role=Role.OBSERVER,
            by=coordinator,
            at=at,
        )
    people = {
        person.user.full_name.split()[0]: person for person in client_of(coordinator).get(address).context["people"]
    }
    assert [people[name].has_come_in for name in ("Координаторов", "Новикова", "Старикова")] == [True, False, False]
    assert [people[name].link_is_open for name in ("Координаторов", "Новикова", "Старикова")] == [False, True, False]
    assert people["Новикова"].invited_until == now + timedelta(hours=72)


def test_only_coordinators(client, client_of, observer, methodologist, head, foreign_coordinator, address):
    people = (observer, methodologist, head, foreign_coordinator)
    assert [client_of(person).get(address).status_code for person in people] == [403, 403, 403, 404]
    assert client.get(address).status_code == 302


def test_pages_of_fifty(client_of, coordinator, municipality, address):
    for number in range(50):
        make_person(municipality, Role.HEAD, make_school(municipality, str(number), f"№ {number}"), f"Я{number}")
    client = client_of(coordinator)
    assert (len(names(client, address)), len(names(client, address, page="2"))) == (50, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_people(
    client_of, coordinator, municipality, address, django_assert_num_queries, count
):
    for number in range(count):
        make_person(municipality, Role.HEAD, make_school(municipality, str(number), f"№ {number}"), f"Я{number}")
    client = client_of(coordinator)
    with django_assert_num_queries(9):
        client.get(address)
