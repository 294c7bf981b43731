"""The methodologist hands the map over for approval."""

from __future__ import annotations

import pytest

from monitoring.states import MapState
from monitoring.tests.stories import again, verified
from monitoring.tests.views.doors import turned_away


@pytest.fixture
def address(expert_map, head, reviewer):
    verified(expert_map, head=head, reviewer=reviewer)
    return f"/evaluation/{expert_map.pk}/complete/"


def test_doors(client_of, address, foreign_coordinator, observer):
    assert turned_away(address, client_of, stranger=foreign_coordinator, forbidden=observer) == [302, 404, 403]
    assert turned_away(address, client_of, stranger=foreign_coordinator, forbidden=observer, method="post") == [
        302,
        404,
        403,
    ]


def test_a_look_changes_nothing(client_of, address, expert_map, methodologist):
    assert (client_of(methodologist).get(address).status_code, again(expert_map).state) == (200, MapState.VERIFIED)


def test_completes_once(client_of, address, expert_map, methodologist):
    client = client_of(methodologist)
    assert [client.post(address).headers["Location"] for _ in range(2)] == [f"/evaluation/{expert_map.pk}/"] * 2
    assert again(expert_map).state == MapState.EVALUATED
