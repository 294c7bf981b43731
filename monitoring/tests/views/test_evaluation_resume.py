"""An evaluated map is opened again, with a reason."""

from __future__ import annotations

import pytest

from monitoring.states import MapState
from monitoring.tests.stories import again, evaluated
from monitoring.tests.views.doors import turned_away


@pytest.fixture
def address(expert_map, head, reviewer, methodologist):
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    return f"/evaluation/{expert_map.pk}/resume/"


def test_doors(client_of, address, foreign_coordinator, coordinator):
    assert turned_away(address, client_of, stranger=foreign_coordinator, forbidden=coordinator) == [302, 404, 403]
    assert turned_away(address, client_of, stranger=foreign_coordinator, forbidden=coordinator, method="post") == [
        302,
        404,
        403,
    ]


def test_asks_for_the_reason(client_of, address, expert_map, methodologist):
    page = client_of(methodologist).post(address, {"reason": ""})
    assert (page.status_code, list(page.context["form"].errors), again(expert_map).state) == (
        422,
        ["reason"],
        MapState.EVALUATED,
    )


def test_resumes_once(client_of, address, expert_map, methodologist):
    client = client_of(methodologist)
    assert client.get(address).status_code == 200
    assert [client.post(address, {"reason": "Ошибка"}).status_code for _ in range(2)] == [302, 409]
    assert again(expert_map).state == MapState.VERIFIED
