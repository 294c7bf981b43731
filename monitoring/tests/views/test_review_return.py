"""A return names what to fix and until when; only then does the school see it."""

from __future__ import annotations

from datetime import date

import pytest

from monitoring.domain.verification import Finding, give_verdict
from monitoring.states import MapState, VerdictKind
from monitoring.tests.stories import again, submitted
from monitoring.tests.views.doors import turned_away


@pytest.fixture
def signed(expert_map, head):
    submitted(expert_map, by=head)
    return again(expert_map)


@pytest.fixture
def address(signed, reviewer, now):
    give_verdict(
        expert_map=again(signed),
        code="1.8",
        finding=Finding(VerdictKind.RETURNED, reason="Нужен отчёт"),
        seen_verdict=None,
        by=reviewer,
        at=now,
    )
    return f"/review/{signed.pk}/return/"


def test_doors(client_of, address, foreign_reviewer, head):
    assert turned_away(address, client_of, stranger=foreign_reviewer, forbidden=head) == [302, 404, 403]
    assert turned_away(address, client_of, stranger=foreign_reviewer, forbidden=head, method="post") == [302, 404, 403]


def test_lists_what_to_fix_and_offers_a_term(client_of, address, reviewer, signed):
    page = client_of(reviewer).get(address)
    assert [(line.code, line.verdict.reason) for line in page.context["check"].returned_lines] == [
        ("1.8", "Нужен отчёт")
    ]
    assert (page.context["form"].initial, again(signed).state) == ({"last_day": date(2026, 9, 21)}, MapState.SUBMITTED)


def test_returns(client_of, address, reviewer, signed):
    answer = client_of(reviewer).post(address, {"last_day": "2026-09-22"})
    assert answer.headers["Location"] == f"/review/{signed.pk}/"
    assert (again(signed).state, again(signed).return_last_day) == (MapState.RETURNED, date(2026, 9, 22))


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("", "Укажите день."),
        ("2026-09-17", "Этот день уже прошёл. Дайте школе время на исправление."),
        ("31.09.2026", "Введите дату, например 30.09.2026."),
        ("1e308", "Введите дату, например 30.09.2026."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client_of, address, reviewer, signed, day, sentence):
    page = client_of(reviewer).post(address, {"last_day": day})
    assert (page.status_code, page.context["form"].errors, again(signed).state) == (
        422,
        {"last_day": [sentence]},
        MapState.SUBMITTED,
    )


def test_nothing_to_fix_is_nothing_to_return(client_of, reviewer, signed):
    client, address = client_of(reviewer), f"/review/{signed.pk}/return/"
    assert client.get(address).context["check"].can_be_returned is False
    refused = client.post(address, {"last_day": "2026-09-22"})
    assert (refused.status_code, again(signed).state) == (409, MapState.SUBMITTED)


def test_sent_twice_returns_once(client_of, address, reviewer, signed):
    client = client_of(reviewer)
    answers = [client.post(address, {"last_day": day}).status_code for day in ("2026-09-22", "2026-09-29")]
    assert (answers, again(signed).return_last_day) == ([302, 409], date(2026, 9, 22))
