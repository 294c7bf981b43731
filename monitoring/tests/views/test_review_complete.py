"""The check is closed when all is judged, and not before."""

from __future__ import annotations

import pytest

from monitoring.states import MapState
from monitoring.tests.stories import accept_all, again, submitted
from monitoring.tests.views.doors import turned_away


@pytest.fixture
def address(expert_map, head):
    submitted(expert_map, by=head)
    return f"/review/{expert_map.pk}/complete/"


def test_doors(client_of, address, foreign_reviewer, methodologist):
    assert turned_away(address, client_of, stranger=foreign_reviewer, forbidden=methodologist) == [302, 404, 403]
    assert turned_away(address, client_of, stranger=foreign_reviewer, forbidden=methodologist, method="post") == [
        302,
        404,
        403,
    ]


def test_a_look_changes_nothing(client_of, address, reviewer, expert_map):
    accept_all(expert_map, by=reviewer)
    page = client_of(reviewer).get(address)
    assert (page.status_code, page.context["check"].can_be_completed, again(expert_map).state) == (
        200,
        True,
        MapState.SUBMITTED,
    )


def test_completes(client_of, address, reviewer, expert_map):
    accept_all(expert_map, by=reviewer)
    answer = client_of(reviewer).post(address)
    assert (answer.headers["Location"], again(expert_map).state) == (f"/review/{expert_map.pk}/", MapState.VERIFIED)


def test_says_what_is_left(client_of, address, reviewer, expert_map):
    accept_all(expert_map, by=reviewer, except_codes=("2.1",))
    page = client_of(reviewer).post(address, follow=True)
    assert [str(message) for message in page.context["messages"]] == ["Проверены не все показатели. Осталось: 2.1."]
    assert again(expert_map).state == MapState.SUBMITTED


def test_sent_twice_completes_once(client_of, address, reviewer, expert_map):
    accept_all(expert_map, by=reviewer)
    client = client_of(reviewer)
    assert [client.post(address).status_code for _ in range(2)] == [302, 302]
    assert again(expert_map).state == MapState.VERIFIED
