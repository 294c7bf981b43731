"""Everything without a warning is accepted at once: listed first, confirmed, and only what was listed."""

from __future__ import annotations

import pytest

from monitoring.domain.verification import Finding, give_verdict
from monitoring.models import Verdict
from monitoring.states import VerdictKind
from monitoring.tests.stories import again, submitted, verified
from monitoring.tests.views.doors import turned_away

# Of ANSWERS without evidence and without ОО-1 these claim nothing that needs a look.
CLEAN = ["1.1", "1.7", "4.2", "4.4", "5.1", "6.2", "7.1"]


@pytest.fixture
def address(expert_map, head):
    submitted(expert_map, by=head)
    return f"/review/{expert_map.pk}/accept/"


def accepted():
    return list(Verdict.objects.current().order_by("answer__position").values_list("answer__code", flat=True))


def test_doors(client_of, address, foreign_reviewer, observer):
    assert turned_away(address, client_of, stranger=foreign_reviewer, forbidden=observer) == [302, 404, 403]
    assert turned_away(address, client_of, stranger=foreign_reviewer, forbidden=observer, method="post") == [
        302,
        404,
        403,
    ]


def test_lists_what_raises_no_warning_and_accepts_nothing_yet(client_of, address, reviewer):
    check = client_of(reviewer).get(address).context["check"]
    assert [line.code for line in check.clean_lines] == CLEAN
    assert accepted() == []


def test_says_how_many_which_are_left_and_why(client_of, address, reviewer):
    client = client_of(reviewer)
    page = client.get(address)
    check = page.context["check"]
    assert [line.code for line in check.kept_lines] == [mark.code for mark in check.marks if mark.code not in CLEAN]
    assert {warning.title for line in check.kept_lines for warning in line.warnings} == {"Нет подтверждения"}
    text = page.content.decode()
    assert (text.count("Будет принято: 7\u00a0показателей"), text.count("Останется посмотреть самим: 16")) == (1, 1)


def test_accepts_what_was_ticked(client_of, address, reviewer, expert_map):
    answer = client_of(reviewer).post(address, {"code": ["1.1", "4.4"]})
    assert (answer.headers["Location"], accepted(), again(expert_map).judged) == (
        f"/review/{expert_map.pk}/",
        ["1.1", "4.4"],
        2,
    )


@pytest.mark.parametrize("codes", [[], ["1.2"], ["9.9"], ["<b>"], ["\x00"]])
def test_what_raises_a_warning_or_is_unknown_is_not_accepted(client_of, address, reviewer, codes):
    assert client_of(reviewer).post(address, {"code": codes}).status_code == 302
    assert accepted() == []


def test_a_colleagues_verdict_stays(client_of, address, reviewer, expert_map, now):
    give_verdict(
        expert_map=again(expert_map),
        code="1.1",
        finding=Finding(VerdictKind.RETURNED, reason="Список"),
        seen_verdict=None,
        by=reviewer,
        at=now,
    )
    client_of(reviewer).post(address, {"code": CLEAN})
    assert Verdict.objects.get(answer__code="1.1").kind == VerdictKind.RETURNED
    assert accepted() == CLEAN


def test_a_map_that_is_not_checked_now_takes_nothing(client_of, address, expert_map, head, reviewer):
    verified(expert_map, head=head, reviewer=reviewer)
    before = Verdict.objects.count()
    client_of(reviewer).post(address, {"code": CLEAN})
    assert Verdict.objects.count() == before
