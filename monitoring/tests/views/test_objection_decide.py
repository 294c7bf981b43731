"""The methodologist finds objections first, and answers them with words."""

from __future__ import annotations

import pytest

from monitoring.domain.evaluation import complete_evaluation
from monitoring.domain.objection import raise_objection
from monitoring.models import IndicatorAnswer, Objection
from monitoring.tests.stories import again, verified
from monitoring.tests.views.doors import turned_away


@pytest.fixture
def disputed(expert_map, head, reviewer, now):
    """A verified map with 1.1 disputed."""
    ready = verified(expert_map, head=head, reviewer=reviewer)
    raise_objection(expert_map=again(ready), code="1.1", text="Учтены не все", by=head, at=now)
    return ready


def address(expert_map, code="1.1"):
    return f"/evaluation/{expert_map.pk}/objections/{code}/"


def final(expert_map):
    return IndicatorAnswer.objects.get(expert_map=expert_map, code="1.1").final_points


def test_closed_doors(disputed, client_of, foreign_coordinator, reviewer):
    doors = turned_away(address(disputed), client_of, stranger=foreign_coordinator, forbidden=reviewer)
    assert doors == [302, 404, 403]


def test_an_indicator_nobody_disputed_is_absent(disputed, client_of, methodologist):
    assert client_of(methodologist).get(address(disputed, "1.3")).status_code == 404


def test_maps_with_objections_stand_first(
    disputed, other_map, other_head, reviewer, client_of, methodologist, cycle, head, now
):
    other = verified(other_map, head=other_head, reviewer=reviewer)
    listed = client_of(methodologist).get(f"/cycles/{cycle.pk}/evaluation/")
    assert [row.expert_map.pk for row in listed.context["list"].rows] == [disputed.pk, other.pk]
    raise_objection(expert_map=again(other), code="1.1", text="И у нас", by=other_head, at=now)
    objection = Objection.objects.get(answer__expert_map=disputed)
    client_of(methodologist).post(address(disputed), {"outcome": "rejected", "decision": "Нет"})
    listed = client_of(methodologist).get(f"/cycles/{cycle.pk}/evaluation/")
    assert [row.expert_map.pk for row in listed.context["list"].rows] == [other.pk, disputed.pk]
    assert "1\u00a0возражение ждёт" in listed.content.decode()
    narrowed = client_of(methodologist).get(f"/cycles/{cycle.pk}/evaluation/?dispute=objections")
    assert [row.expert_map.pk for row in narrowed.context["list"].rows] == [other.pk]
    assert objection.outcome == ""


def test_the_map_tells_of_it_and_waits(disputed, client_of, methodologist, observer):
    page = client_of(methodologist).get(f"/evaluation/{disputed.pk}/").content.decode()
    assert ("ждут ответа: 1" in page, f'href="{address(disputed)}"' in page) == (True, True)
    assert "Завершить оценку можно после ответа" in page
    read = client_of(observer).get(f"/evaluation/{disputed.pk}/").content.decode()
    assert ("Учтены не все" in read, f'href="{address(disputed)}"' in read) == (True, False)


@pytest.mark.parametrize(("outcome", "points"), [("satisfied", 1), ("rejected", 0)])
def test_an_answer_is_given(disputed, client_of, methodologist, outcome, points):
    client = client_of(methodologist)
    answer = client.post(address(disputed), {"outcome": outcome, "decision": "Проверено"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/evaluation/{disputed.pk}/")
    assert (final(disputed), Objection.objects.get().outcome) == (points, outcome)
    twice = client.post(address(disputed), {"outcome": "rejected", "decision": "Иначе"})
    assert (twice.status_code, Objection.objects.get().decision) == (422, "Проверено")


@pytest.mark.parametrize("data", [{}, {"outcome": "satisfied"}, {"outcome": "x", "decision": "да"}])
def test_without_a_decision_in_words_nothing_is_decided(disputed, client_of, methodologist, data):
    assert client_of(methodologist).post(address(disputed), data).status_code == 422
    assert (final(disputed), Objection.objects.get().is_undecided) == (0, True)


def test_after_the_evaluation_it_must_be_resumed(expert_map, head, reviewer, methodologist, client_of, now):
    verified(expert_map, head=head, reviewer=reviewer)
    complete_evaluation(expert_map=again(expert_map), by=methodologist, at=now)
    raise_objection(expert_map=again(expert_map), code="1.1", text="Учтены не все", by=head, at=now)
    page = client_of(methodologist).get(address(expert_map)).content.decode()
    assert ("возобновите её" in page, "<textarea" in page) == (True, False)
