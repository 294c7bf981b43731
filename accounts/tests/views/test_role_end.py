"""How does a role end?"""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.domain.people import invite
from accounts.models import Membership, Role
from journal.queries import entries_for


@pytest.fixture
def address(head) -> str:
    return reverse("accounts:role_end", args=[Membership.objects.get(user=head).pk])


def test_it_is_asked_first(client_of, coordinator, head, address):
    assert "Завершить роль?" in client_of(coordinator).get(address).content.decode()
    assert Membership.objects.get(user=head).ended_at is None


def test_the_role_ends_and_stays_in_the_journal(client_of, coordinator, head, school, address, municipality, now):
    response = client_of(coordinator).post(address)
    assert response.headers["Location"] == reverse("accounts:people", args=[municipality.pk])
    assert Membership.objects.get(user=head).ended_at == now
    assert entries_for(f"user:{head.pk}").last().action == "role.ended"
    assert client_of(head).get(reverse("schools:school", args=[school.pk])).status_code == 404


def test_ending_twice_is_ending_once(client_of, coordinator, head, address):
    client = client_of(coordinator)
    client.post(address)
    client.post(address)
    assert entries_for(f"user:{head.pk}").filter(action="role.ended").count() == 1
    assert "завершена" in client.get(address).content.decode()


def test_the_last_coordinator_stays(client_of, coordinator):
    address = reverse("accounts:role_end", args=[Membership.objects.get(user=coordinator).pk])
    response = client_of(coordinator).post(address)
    assert response.status_code == 422
    assert "Это единственный координатор. Сначала назначьте другого." in response.content.decode()


def test_who_ends_the_own_role_is_led_home(client_of, coordinator, municipality, now):
    invite(
        municipality=municipality,
        email="second@example.org",
        full_name="Второва Вера",
        role=Role.COORDINATOR,
        by=coordinator,
        at=now,
    )
    address = reverse("accounts:role_end", args=[Membership.objects.get(user=coordinator).pk])
    assert client_of(coordinator).post(address).headers["Location"] == "/"


def test_only_coordinators_of_the_municipality(client, client_of, observer, head, foreign_coordinator, address):
    people = (observer, head, foreign_coordinator)
    assert [client_of(person).post(address).status_code for person in people] == [403, 403, 404]
    assert client.post(address).status_code == 302
    assert Membership.objects.get(user=head).ended_at is None
