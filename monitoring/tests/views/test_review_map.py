"""One map on the reviewer's list: 23 claims, their warnings and verdicts, and the steps that are possible now."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import Membership, Role
from monitoring.domain.verification import Finding, give_verdict, return_to_school
from monitoring.states import VerdictKind
from monitoring.tests.cast import OPENED
from monitoring.tests.stories import accept_all, again, evaluated, fill, submitted, verified
from monitoring.tests.views.doors import ABSENT, turned_away

# session, person, roles, the menu's year, map, seven of the check (nobody else's evidence), signature
QUERIES = 13


@pytest.fixture
def signed(expert_map, head):
    submitted(expert_map, by=head)
    return again(expert_map)


@pytest.fixture
def show(client_of, reviewer, expert_map):
    return lambda: client_of(reviewer).get(f"/review/{expert_map.pk}/")


def judge(expert_map, code, finding, by, at):
    return give_verdict(expert_map=again(expert_map), code=code, finding=finding, seen_verdict=None, by=by, at=at)


def test_doors(client_of, signed, foreign_reviewer, methodologist):
    address = f"/review/{signed.pk}/"
    assert turned_away(address, client_of, stranger=foreign_reviewer, forbidden=methodologist) == [302, 404, 403]


@pytest.mark.parametrize("person", ["head", "editor", "coordinator", "observer"])
def test_nobody_else_enters(request, client_of, signed, person):
    assert client_of(request.getfixturevalue(person)).get(f"/review/{signed.pk}/").status_code == 403


def test_a_draft_is_not_the_reviewers(show, expert_map, head, client_of, reviewer):
    fill(expert_map, by=head)
    assert show().status_code == 403
    assert client_of(reviewer).get(f"/review/{ABSENT}/").status_code == 404


def test_a_reviewer_who_fills_for_the_school_does_not_enter(show, signed, reviewer, municipality):
    Membership.objects.create(
        user=reviewer, municipality=municipality, school=signed.school, role=Role.EDITOR, started_at=OPENED
    )
    assert show().status_code == 403


def test_shows_all_with_working_warnings_and_verdicts(show, signed, reviewer, figures, now):
    judge(
        signed, "1.1", Finding(VerdictKind.CORRECTED, reason="По списку", numerator=70, denominator=200), reviewer, now
    )
    check = show().context["check"]
    assert (len(check.lines), check.judged, check.corrected, check.waiting) == (23, 1, 1, 22)
    first, second = check.lines[:2]
    assert (first.outcome.working, first.status, first.verdict.points) == (
        "40 из 200 = 20,0\u00a0%, порог 30\u00a0% не достигнут, не хватает 20\u00a0обучающихся",
        "corrected",
        1,
    )
    assert [warning.check for warning in second.warnings] == ["without_evidence"]
    assert (check.days_left, check.last_day) == (27, date(2026, 10, 15))


def steps(page):
    check = page.context["check"]
    return check.next_waiting(), check.can_be_returned, check.can_be_completed


def test_steps_follow_the_verdicts(show, signed, reviewer, now):
    assert steps(show()) == ("1.1", False, False)
    accept_all(signed, by=reviewer, except_codes=("1.8",))
    assert steps(show()) == ("1.8", False, False)
    judge(signed, "1.8", Finding(VerdictKind.RETURNED, reason="Отчёт"), reviewer, now)
    assert steps(show()) == ("", True, False)


def test_a_judged_map_can_be_completed(show, signed, reviewer):
    accept_all(signed, by=reviewer)
    assert show().context["check"].can_be_completed is True


def links(page, expert_map):
    text = page.content.decode()
    return [
        name
        for name in ("accept", "return", "complete", "resume", "recall")
        if f"/review/{expert_map.pk}/{name}/" in text
    ]


def test_each_state_offers_its_own_steps(show, signed, head, reviewer, methodologist, now):
    assert links(show(), signed) == ["accept"]
    judge(signed, "1.8", Finding(VerdictKind.RETURNED, reason="Отчёт"), reviewer, now)
    assert links(show(), signed) == ["accept", "return"]
    return_to_school(expert_map=again(signed), last_day=date(2026, 9, 22), by=reviewer, at=now)
    assert links(show(), signed) == ["recall"]


def test_verified_and_evaluated_maps_offer_the_way_back_or_nothing(show, expert_map, head, reviewer, methodologist):
    verified(expert_map, head=head, reviewer=reviewer)
    assert links(show(), expert_map) == ["resume"]


def test_an_evaluated_map_is_read_only(show, expert_map, head, reviewer, methodologist):
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    assert links(show(), expert_map) == []


@pytest.mark.parametrize("judged", [1, 23])
def test_queries_do_not_grow(client_of, django_assert_num_queries, signed, reviewer, judged):
    codes = list(signed.answers.values_list("code", flat=True))
    accept_all(signed, by=reviewer, except_codes=codes[judged:])
    client = client_of(reviewer)
    client.get(f"/review/{signed.pk}/")
    with django_assert_num_queries(QUERIES):
        client.get(f"/review/{signed.pk}/")
