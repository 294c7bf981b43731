"""How is a lost link replaced?"""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.domain.people import find_invitation, invite
from accounts.errors import PeopleError
from accounts.models import Role


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
def address(municipality, invited) -> str:
    return reverse("accounts:invitation_renew", args=[municipality.pk, invited.membership.user_id])


def test_a_new_link_works_and_the_old_one_does_not(client_of, coordinator, invited, address, now):
    response = client_of(coordinator).post(address)
    secret = response.context["link"].rsplit("/", 2)[1]
    assert find_invitation(secret, now).user == invited.membership.user
    with pytest.raises(PeopleError):
        find_invitation(invited.secret, now)


def test_who_has_come_in_needs_no_link(client_of, coordinator, observer, municipality):
    address = reverse("accounts:invitation_renew", args=[municipality.pk, observer.pk])
    page = client_of(coordinator).post(address, follow=True).content.decode()
    assert "Человек уже входил. Пусть воспользуется ссылкой «Забыли пароль?»." in page


def test_people_of_others_do_not_exist(client_of, coordinator, foreign_head, municipality):
    address = reverse("accounts:invitation_renew", args=[municipality.pk, foreign_head.pk])
    assert client_of(coordinator).post(address).status_code == 404


def test_only_coordinators_and_only_by_post(
    client, client_of, coordinator, observer, head, foreign_coordinator, address
):
    people = (observer, head, foreign_coordinator)
    assert [client_of(person).post(address).status_code for person in people] == [403, 403, 404]
    assert (client.post(address).status_code, client_of(coordinator).get(address).status_code) == (302, 405)
