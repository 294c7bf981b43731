"""A returned map is taken back as it was signed, with a reason."""

from __future__ import annotations

from datetime import date

import pytest

from monitoring.domain.verification import Finding, give_verdict, return_to_school
from monitoring.states import MapState, VerdictKind
from monitoring.tests.stories import again, submitted
from monitoring.tests.views.doors import turned_away


@pytest.fixture
def address(expert_map, head, reviewer, now):
    submitted(expert_map, by=head)
    give_verdict(
        expert_map=again(expert_map),
        code="1.8",
        finding=Finding(VerdictKind.RETURNED, reason="Отчёт"),
        seen_verdict=None,
        by=reviewer,
        at=now,
    )
    return_to_school(expert_map=again(expert_map), last_day=date(2026, 9, 22), by=reviewer, at=now)
    return f"/review/{expert_map.pk}/recall/"


def test_doors(client_of, address, foreign_reviewer, coordinator):
    assert turned_away(address, client_of, stranger=foreign_reviewer, forbidden=coordinator) == [302, 404, 403]
    assert turned_away(address, client_of, stranger=foreign_reviewer, forbidden=coordinator, method="post") == [
        302,
        404,
        403,
    ]


def test_asks_for_the_reason(client_of, address, reviewer, expert_map):
    page = client_of(reviewer).post(address, {})
    assert (page.status_code, list(page.context["form"].errors), again(expert_map).state) == (
        422,
        ["reason"],
        MapState.RETURNED,
    )


def test_recalls(client_of, address, reviewer, expert_map):
    assert client_of(reviewer).get(address).status_code == 200
    answer = client_of(reviewer).post(address, {"reason": "Школа не отвечает"})
    assert (answer.headers["Location"], again(expert_map).state) == (f"/review/{expert_map.pk}/", MapState.SUBMITTED)


def test_sent_twice_recalls_once(client_of, address, reviewer, expert_map):
    client = client_of(reviewer)
    assert [client.post(address, {"reason": "х"}).status_code for _ in range(2)] == [302, 409]
