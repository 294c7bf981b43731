"""Final points of one indicator are set with a reason where they differ."""

from __future__ import annotations

import pytest

from monitoring.domain.evaluation import complete_evaluation
from monitoring.tests.stories import again, submitted, verified
from monitoring.tests.views.doors import turned_away


@pytest.fixture
def ready(expert_map, head, reviewer, now):
    return verified(expert_map, head=head, reviewer=reviewer)


@pytest.fixture
def address(ready):
    return f"/evaluation/{ready.pk}/1.1/"


def final(expert_map, code="1.1"):
    return again(expert_map).answers.values_list("final_points", "final_reason").get(code=code)


def test_doors(client_of, address, foreign_coordinator, reviewer):
    assert turned_away(address, client_of, stranger=foreign_coordinator, forbidden=reviewer, method="post") == [
        302,
        404,
        403,
    ]


def test_coming_back_after_signing_in_leads_to_the_row(client_of, address, ready, methodologist):
    assert client_of(methodologist).get(address).headers["Location"] == f"/evaluation/{ready.pk}/#i1-1"


def test_sets(client_of, address, ready, methodologist):
    answer = client_of(methodologist).post(address, {"points": "1", "reason": "Учтено возражение"})
    assert (answer.headers["Location"], final(ready)) == (f"/evaluation/{ready.pk}/#i1-1", (1, "Учтено возражение"))


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"points": "1", "reason": " "}, "reason", "Итоговый балл отличается от проверенного: напишите почему."),
        ({"points": "", "reason": "х"}, "points", "Выберите балл."),
        ({"points": "2", "reason": "х"}, "points", "Балл по показателю — от 0 до 1."),
        ({"points": "-1", "reason": "х"}, "points", "Балл по показателю — от 0 до 1."),
        ({"points": "1e308", "reason": "х"}, "points", "Балл по показателю — от 0 до 1."),
    ],
)
def test_what_is_wrong_is_said_in_its_row_and_stays_typed(
    client_of, address, ready, methodologist, given, field, sentence
):
    page = client_of(methodologist).post(address, given)
    [form] = [
        line.form for block in page.context["page"].blocks for line in block.lines if line.form and line.form.errors
    ]
    assert (page.status_code, form.errors, form["reason"].value()) == (422, {field: [sentence]}, given["reason"])
    assert final(ready) == (0, "")


@pytest.mark.parametrize("code", ["9.9", "<b>", "%00"])
def test_an_unknown_indicator_is_absent(client_of, ready, methodologist, code):
    assert client_of(methodologist).post(f"/evaluation/{ready.pk}/{code}/", {"points": "1"}).status_code == 404


def test_after_completion_nothing_changes(client_of, address, ready, methodologist, now):
    complete_evaluation(expert_map=again(ready), by=methodologist, at=now)
    page = client_of(methodologist).post(address, {"points": "1", "reason": "х"})
    assert (page.status_code, final(ready)) == (422, (0, ""))


def test_a_map_under_check_is_not_evaluated(client_of, expert_map, head, methodologist):
    submitted(expert_map, by=head)
    assert client_of(methodologist).post(f"/evaluation/{expert_map.pk}/1.1/", {"points": "1"}).status_code == 403
