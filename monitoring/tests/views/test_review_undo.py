"""Taking a verdict back: right after it was given, from the claim, from the map's overview."""

from __future__ import annotations

import pytest

from monitoring.models import Verdict
from monitoring.tests.stories import again, submitted
from monitoring.tests.views.doors import turned_away


@pytest.fixture
def signed(expert_map, head):
    submitted(expert_map, by=head)
    return again(expert_map)


@pytest.fixture
def client(client_of, reviewer):
    return client_of(reviewer)


@pytest.fixture
def address(signed):
    return f"/review/{signed.pk}/1.2/undo/"


@pytest.fixture
def given(client, signed):
    client.post(f"/review/{signed.pk}/1.2/", {"kind": "accepted"})
    return Verdict.objects.get()


def current():
    return list(Verdict.objects.current().values_list("answer__code", "kind"))


def test_doors(client_of, address, foreign_reviewer, observer):
    assert turned_away(address, client_of, stranger=foreign_reviewer, forbidden=observer, method="post") == [
        302,
        404,
        403,
    ]


def test_the_next_claim_offers_to_undo_the_one_before(client, signed, given, address):
    page = client.get(f"/review/{signed.pk}/1.3/")
    assert (page.context["desk"].last, page.content.decode().count(f'action="{address}"')) == (given, 1)
    answer = client.post(address, {"seen_verdict": given.pk})
    assert (answer.headers["Location"], current(), again(signed).judged) == (f"/review/{signed.pk}/1.2/", [], 0)


def test_the_claim_itself_offers_it_once(client, signed, given, address):
    assert client.get(f"/review/{signed.pk}/1.2/").content.decode().count(f'action="{address}"') == 1


def test_from_the_overview_back_to_the_overview(client, signed, given, address):
    page = client.get(f"/review/{signed.pk}/?state=started")
    assert page.content.decode().count(f'action="{address}?state=started"') == 1
    answer = client.post(f"{address}?state=started", {"seen_verdict": given.pk, "to": "map"})
    assert (answer.headers["Location"], current()) == (f"/review/{signed.pk}/?state=started#claim-1-2", [])


def test_the_order_by_indicator_is_kept(client, signed, given, address):
    answer = client.post(f"{address}?order=indicator&show=waiting", {"seen_verdict": given.pk})
    assert answer.headers["Location"] == f"/review/{signed.pk}/1.2/?order=indicator&show=waiting"


def test_the_verdict_before_is_named_when_it_comes_back(client, signed, given, address):
    desk = {"kind": "corrected", "points": "0", "reason": "Нет", "seen_verdict": given.pk}
    client.post(f"/review/{signed.pk}/1.2/", desk)
    page = client.post(address, {"seen_verdict": Verdict.objects.current().get().pk}, follow=True)
    assert [str(message) for message in page.context["messages"]][-1] == (
        "Заключение по показателю 1.2 отменено: снова действует прежнее — принято."
    )
    assert current() == [("1.2", "accepted")]


@pytest.mark.parametrize("seen", ["", "x", "١", "9" * 40, "0"])
def test_what_was_not_seen_is_not_undone(client, given, address, seen):
    page = client.post(address, {"seen_verdict": seen}, follow=True)
    assert [str(message) for message in page.context["messages"]][-1] == (
        "По этому показателю уже дано другое заключение. Посмотрите его, прежде чем отменять."
    )
    assert current() == [("1.2", "accepted")]


def test_an_unknown_indicator_is_absent(client, signed):
    assert client.post(f"/review/{signed.pk}/9.9/undo/").status_code == 404
