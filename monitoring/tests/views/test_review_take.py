"""A map in a colleague's hands: seen, not judged, taken over with a reason; one's own share and pace."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from accounts.models import Role
from monitoring.domain.division import assign
from monitoring.models import ExpertMap
from monitoring.tests.cast import NOW
from monitoring.tests.stories import again, submitted, verified
from monitoring.tests.views.doors import turned_away
from monitoring.tests.views.test_home import also
from monitoring.views.division_screen.share import working_days


@pytest.fixture
def held(cycle, expert_map, other_map, head, other_head, reviewer, coordinator):
    """СОШ № 2 is the reviewer's, ООШ № 10 nobody's; both signed."""
    submitted(expert_map, by=head)
    submitted(other_map, by=other_head)
    assign(cycle=cycle, reviewers={expert_map.pk: reviewer}, by=coordinator, at=NOW)
    return again(expert_map)


def test_doors(client_of, expert_map, head, foreign_reviewer, coordinator):
    submitted(expert_map, by=head)
    address = f"/review/{expert_map.pk}/take/"
    for method in ("get", "post"):
        doors = turned_away(address, client_of, stranger=foreign_reviewer, forbidden=coordinator, method=method)
        assert doors == [302, 404, 403]


def test_a_colleague_sees_whose_it_is_and_judges_only_after_taking_over(client_of, held, other_reviewer):
    client = client_of(other_reviewer)
    take = f"/review/{held.pk}/take/"
    for address in (f"/review/{held.pk}/", f"/review/{held.pk}/1.2/"):
        page = client.get(address)
        assert (page.status_code, f'href="{take}"' in page.content.decode()) == (200, True)
    refused = client.post(f"/review/{held.pk}/1.2/", {"kind": "accepted", "seen_verdict": ""})
    assert (refused.status_code, again(held).judged) == (409, 0)
    assert client.post(take, {"reason": " "}).status_code == 422
    assert client.post(take, {"reason": "Коллега болеет"}).headers["Location"] == f"/review/{held.pk}/"
    client.post(f"/review/{held.pk}/1.2/", {"kind": "accepted", "seen_verdict": ""})
    assert (again(held).reviewer, again(held).judged) == (other_reviewer, 1)
    assert client.get(take).headers["Location"] == f"/review/{held.pk}/"


def test_the_holder_is_told_nothing_of_the_kind(client_of, held, reviewer):
    assert "/take/" not in client_of(reviewer).get(f"/review/{held.pk}/").content.decode()


@pytest.mark.parametrize(
    ("asked", "found"), [({}, 1), ({"whose": "mine"}, 1), ({"whose": "all"}, 2), ({"whose": "x"}, 1)]
)
def test_the_queue_begins_with_ones_own(client_of, held, cycle, reviewer, asked, found):
    page = client_of(reviewer).get(f"/cycles/{cycle.pk}/review/", asked)
    assert (len(page.context["rows"]), page.context["filters"][0].count) == (found, found)


def test_who_has_none_sees_all(client_of, held, cycle, other_reviewer):
    page = client_of(other_reviewer).get(f"/cycles/{cycle.pk}/review/")
    assert (len(page.context["rows"]), page.context["share"]) == (2, None)


@pytest.mark.parametrize(
    ("days", "pace"),
    [
        (0, "чтобы успеть к четвергу, 15\u00a0октября, — по 1\u00a0карте в рабочий день"),
        (27, "чтобы успеть к четвергу, 15\u00a0октября, — по 1\u00a0карте в рабочий день"),
        (28, "осталась 1\u00a0карта, срок прошёл"),
    ],
)
def test_the_share_and_the_pace(client_of, held, cycle, reviewer, days, pace):
    with time_machine.travel(NOW + timedelta(days=days), tick=False):
        share = client_of(reviewer).get(f"/cycles/{cycle.pk}/review/").context["share"]
    assert (share.done_words, share.pace_words) == ("У вас 1\u00a0карта, проверено 0", pace)


def test_a_share_that_is_done_says_so(client_of, cycle, expert_map, head, reviewer, coordinator):
    verified(expert_map, head=head, reviewer=reviewer)
    assign(cycle=cycle, reviewers={expert_map.pk: reviewer}, by=coordinator, at=NOW)
    share = client_of(reviewer).get(f"/cycles/{cycle.pk}/review/").context["share"]
    assert (share.done_words, share.pace_words) == ("У вас 1\u00a0карта, проверено 1", "вся ваша доля проверена")


def test_home_tells_the_share_too(client_of, held, municipality, reviewer):
    person = also(reviewer, Role.METHODOLOGIST, municipality=municipality)
    page = client_of(person).get("/").content.decode()
    assert "У вас 1\u00a0карта, проверено 0; чтобы успеть к четвергу, 15\u00a0октября, — по 1\u00a0карте" in page


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 9, 18), date(2026, 9, 18), 1),  # a Friday
        (date(2026, 9, 19), date(2026, 9, 20), 0),  # a weekend
        (date(2026, 9, 18), date(2026, 10, 15), 20),
        (date(2026, 10, 16), date(2026, 10, 15), 0),
    ],
)
def test_working_days(first, last, days):
    assert working_days(first, last) == days


def test_the_school_does_not_read_who_works_on_it(client_of, held, head, coordinator):
    assert "закреплена за проверяющим" not in client_of(head).get(f"/maps/{held.pk}/history/").content.decode()
    assert "закреплена за проверяющим" in client_of(coordinator).get(f"/maps/{held.pk}/history/").content.decode()
    assert ExpertMap.objects.exclude(reviewer=None).count() == 1
