"""Drawn from the bank as often as one likes: what was decided keeps its words, the rest follows the results."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from improvement.domain.bank import retire_rule
from improvement.domain.deciding import accept, change, drop, undo
from improvement.domain.drawing import Drawn, draw_recommendations
from improvement.domain.words import Words, words_of
from improvement.errors import TooEarly
from improvement.models import AdviceRule, Recommendation
from improvement.tests import stories
from journal.models import JournalEntry
from monitoring.domain.evaluation import resume_evaluation, set_final
from monitoring.tests import stories as maps
from monitoring.tests.stories import again
from reports.contexts.school_result import build_school_result
from reports.contexts.wording import glued

SAME = Drawn(0, 0, 0, 0)


def draw(cycle, by, at) -> Drawn:
    return draw_recommendations(cycle=cycle, by=by, at=at)


def standing(cycle) -> list[tuple]:
    rows = Recommendation.objects.of(cycle).order_by("position", "pk")
    return [(row.code, row.state, row.action, row.due, row.version) for row in rows]


def test_what_was_said_on_the_fly_is_drawn(evaluated_year, expert_map, methodologist, now):
    """The first bank loses nothing: the same indicators, facts and advice as the school's result says."""
    rows = stories.drawn(evaluated_year, by=methodologist)
    said = build_school_result(again(expert_map), at=now).recommendations
    assert [(row.code, glued(row.observed), row.action) for row in rows] == [
        (item.code, item.observed, item.advice) for item in said
    ]
    assert [row.code for row in rows] == stories.MISSED


def test_the_numbers_are_kept_beside_the_words(evaluated_year, methodologist):
    row = next(row for row in stories.drawn(evaluated_year, by=methodologist) if row.code == "1.7")
    assert row.grounds == {"numerator": 46, "denominator": 258, "threshold": 20, "missing": 6}
    assert row.target.replace("\u00a0", " ") == (
        "Не менее 20 %: при нынешней численности — 52 из 258 обучающихся 8–11 классов"
    )


def test_drawing_twice_is_drawing_once(evaluated_year, methodologist, now):
    stories.drawn(evaluated_year, by=methodologist)
    before = standing(evaluated_year)
    assert (draw(evaluated_year, methodologist, now), standing(evaluated_year)) == (SAME, before)
    assert JournalEntry.objects.filter(action="advice.drawn").count() == 1


def test_a_nearer_rule_takes_the_place_of_the_general_one(evaluated_year, methodologist, now):
    stories.drawn(evaluated_year, by=methodologist)
    stories.rule(evaluated_year, by=methodologist, code="1.7", gap="near", people=6, action="Осталось немного.")
    assert draw(evaluated_year, methodologist, now) == Drawn(0, 1, 0, 0)
    assert Recommendation.objects.get(code="1.7").action == "Осталось немного."


def test_without_a_bank_or_a_result_it_says_what_to_do(cycle, methodologist, now):
    with pytest.raises(TooEarly, match="Банк"):
        draw(cycle, methodologist, now)
    stories.shipped(cycle, by=methodologist)
    with pytest.raises(TooEarly, match="Проверенных карт"):
        draw(cycle, methodologist, now)


@pytest.mark.parametrize("person", ["coordinator", "reviewer", "observer", "head"])
def test_only_the_methodologist_draws(request, evaluated_year, person, now):
    with pytest.raises(PermissionDenied):
        draw(evaluated_year, request.getfixturevalue(person), now)


def test_what_was_decided_keeps_its_words(evaluated_year, methodologist, now):
    kept, changed, dropped, *_ = stories.drawn(evaluated_year, by=methodologist)
    accept(recommendation=kept, by=methodologist, at=now)
    own = Words("Своими словами.", "", "", now.date() + timedelta(days=30))
    change(recommendation=changed, words=own, version=1, by=methodologist, at=now)
    drop(recommendation=dropped, reason="Школа закрывается", by=methodologist, at=now)
    for rule in AdviceRule.objects.filter(code__in=stories.MISSED[:3]):
        retire_rule(rule=rule, by=methodologist, at=now)
    before = standing(evaluated_year)
    draw(evaluated_year, methodologist, now)
    assert standing(evaluated_year) == before


def reached(expert_map, code, by, at) -> None:
    """The commission gives the point after all."""
    resume_evaluation(expert_map=again(expert_map), reason="Подлинник найден", by=by, at=at)
    set_final(expert_map=again(expert_map), code=code, points=1, reason="Подлинник найден", by=by, at=at)


def test_what_is_missed_no_longer_is_removed_or_marked(evaluated_year, expert_map, methodologist, now):
    first, second, *_ = stories.drawn(evaluated_year, by=methodologist)
    accept(recommendation=first, by=methodologist, at=now)
    reached(expert_map, "1.1", methodologist, now)
    set_final(expert_map=again(expert_map), code="1.7", points=1, reason="Тоже", by=methodologist, at=now)
    assert draw(evaluated_year, methodologist, now) == Drawn(0, 0, 1, 1)
    assert not Recommendation.objects.filter(pk=second.pk).exists()
    assert Recommendation.objects.get(pk=first.pk).is_outdated
    assert draw(evaluated_year, methodologist, now) == SAME


def test_a_mark_goes_when_the_fact_is_as_it_was(evaluated_year, expert_map, methodologist, now):
    first, *_ = stories.drawn(evaluated_year, by=methodologist)
    accept(recommendation=first, by=methodologist, at=now)
    reached(expert_map, "1.1", methodologist, now)
    draw(evaluated_year, methodologist, now)
    set_final(expert_map=again(expert_map), code="1.1", points=0, reason="", by=methodologist, at=now)
    draw(evaluated_year, methodologist, now)
    assert not Recommendation.objects.get(pk=first.pk).is_outdated


def test_a_group_is_enough_schools(evaluated_year, other_map, other_head, reviewer, methodologist, now):
    stories.rule(evaluated_year, by=methodologist, code="1.1", addressee="group", schools_from=2)
    assert draw(evaluated_year, methodologist, now) == SAME
    maps.verified(other_map, head=other_head, reviewer=reviewer)
    assert draw(evaluated_year, methodologist, now) == Drawn(1, 0, 0, 0)
    row = Recommendation.objects.get()
    assert (row.observed, row.grounds) == (
        "Показатель не выполнен: 2\u00a0школы из 2, к которым он применим",
        {"missed": 2, "applicable": 2},
    )
    assert row.group.count() == 2
    assert draw(evaluated_year, methodologist, now) == SAME


def test_a_kind_of_school_narrows_a_rule(evaluated_year, other_map, other_head, reviewer, methodologist, now):
    stories.rule(evaluated_year, by=methodologist, code="1.1", kinds=("basic",))
    maps.verified(other_map, head=other_head, reviewer=reviewer)
    draw(evaluated_year, methodologist, now)
    assert Recommendation.objects.get().expert_map_id == other_map.pk


ACTS = st.lists(st.tuples(st.sampled_from(["accept", "change", "drop", "undo", "draw"]), st.integers(0, 6)), max_size=8)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=ACTS)
def test_whatever_was_decided_drawing_changes_it_never(evaluated_year, methodologist, now, acts):
    """Any decisions in any order, then drawn twice: decided words stand, the second drawing does nothing."""
    with transaction.atomic():
        point = transaction.savepoint()
        ids = [row.pk for row in stories.drawn(evaluated_year, by=methodologist)]
        for act, place in acts:
            play(act, Recommendation.objects.get(pk=ids[place]), evaluated_year, methodologist, now)
        before = standing(evaluated_year)
        assert draw(evaluated_year, methodologist, now) == SAME
        assert standing(evaluated_year) == before
        transaction.savepoint_rollback(point)


def play(act, row, cycle, by, at) -> None:
    """What the state refuses is left undone, as it would be for a person."""
    legal = {"proposed": {"accept", "change", "drop"}, "dropped": {"undo"}}.get(row.state, {"change", "drop", "undo"})
    if act == "draw":
        draw(cycle, by, at)
    elif act not in legal:
        return
    elif act == "change":
        own = words_of(row)
        words = Words(f"{own.action} И ещё.", own.helper, own.target, own.due)
        change(recommendation=row, words=words, version=row.version, by=by, at=at)
    elif act == "drop":
        drop(recommendation=row, reason="Не нужно", by=by, at=at)
    else:
        {"accept": accept, "undo": undo}[act](recommendation=row, by=by, at=at)
