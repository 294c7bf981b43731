"""One map for the methodologist: claimed, verified, final, with reasons; for the others the same to read."""

from __future__ import annotations

import pytest

from monitoring.domain.evaluation import set_final
from monitoring.domain.verification import Finding, give_verdict
from monitoring.states import VerdictKind
from monitoring.tests.stories import again, evaluated, submitted, verified
from monitoring.tests.views.doors import turned_away

QUERIES = 8  # session, person, roles, the menu's year, map, answers, verdicts, objections


@pytest.fixture
def ready(expert_map, head, reviewer, now):
    submitted(expert_map, by=head)
    give_verdict(
        expert_map=again(expert_map),
        code="1.2",
        finding=Finding(VerdictKind.CORRECTED, reason="По списку", points=0),
        seen_verdict=None,
        by=reviewer,
        at=now,
    )
    return verified(expert_map, head=head, reviewer=reviewer)


def lines(page):
    return {line.code: line for block in page.context["page"].blocks for line in block.lines}


def answers_of(found):
    return [(code, line.answer) for code, line in found.items()]


def test_doors(client_of, ready, foreign_coordinator, head):
    assert turned_away(f"/evaluation/{ready.pk}/", client_of, stranger=foreign_coordinator, forbidden=head) == [
        302,
        404,
        403,
    ]


def test_a_map_under_check_is_not_shown(client_of, expert_map, head, methodologist):
    submitted(expert_map, by=head)
    assert client_of(methodologist).get(f"/evaluation/{expert_map.pk}/").status_code == 403


def test_three_points_a_row_with_reasons(client_of, ready, methodologist, now):
    set_final(expert_map=again(ready), code="1.1", points=1, reason="Учтено возражение", by=methodologist, at=now)
    page = client_of(methodologist).get(f"/evaluation/{ready.pk}/")
    found = lines(page)
    points = {code: (a.claimed_points, a.verified_points, a.final_points) for code, a in answers_of(found)}
    assert (len(found), points["1.1"], points["1.2"], points["1.3"]) == (23, (0, 0, 1), (1, 0, 0), (1, 1, 1))
    assert (found["1.1"].answer.final_reason, found["1.2"].verdict.reason) == ("Учтено возражение", "По списку")
    assert (page.context["page"].changed, page.context["page"].band.key) == (1, "medium")


@pytest.mark.parametrize(
    ("person", "may"), [("methodologist", True), ("coordinator", False), ("reviewer", False), ("observer", False)]
)
def test_only_a_methodologist_is_offered_to_change(request, client_of, ready, person, may):
    page = client_of(request.getfixturevalue(person)).get(f"/evaluation/{ready.pk}/")
    assert (page.status_code, page.context["page"].is_open) == (200, may)
    assert {line.form is not None for line in lines(page).values()} == {may}


def test_what_a_school_cannot_have_has_no_form(client_of, other_map, other_head, reviewer, methodologist):
    verified(other_map, head=other_head, reviewer=reviewer)
    found = lines(client_of(methodologist).get(f"/evaluation/{other_map.pk}/"))
    assert [code for code, line in found.items() if line.form is None] == ["1.3", "1.5", "3.2", "7.1"]


def test_an_evaluated_map_can_be_resumed(client_of, expert_map, head, reviewer, methodologist):
    evaluated(expert_map, head=head, reviewer=reviewer, methodologist=methodologist)
    page = client_of(methodologist).get(f"/evaluation/{expert_map.pk}/").context["page"]
    assert (page.is_open, page.can_resume) == (False, True)


@pytest.mark.parametrize("changed", [0, 3])
def test_queries_do_not_grow(client_of, django_assert_num_queries, ready, methodologist, now, changed):
    for code in ["1.1", "1.3", "1.4"][:changed]:
        verified_points = again(ready).answers.get(code=code).verified_points
        set_final(expert_map=again(ready), code=code, points=1 - verified_points, reason="х", by=methodologist, at=now)
    client = client_of(methodologist)
    client.get(f"/evaluation/{ready.pk}/")
    with django_assert_num_queries(QUERIES):
        client.get(f"/evaluation/{ready.pk}/")
