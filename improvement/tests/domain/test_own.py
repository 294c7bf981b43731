"""The methodologist's own words: written once however often the button is pressed, never redrawn by the bank."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from improvement.domain.deciding import change, drop, undo
from improvement.domain.drawing import draw_recommendations
from improvement.domain.own import OwnAdvice, add_own
from improvement.domain.sending import send_recommendations
from improvement.domain.words import Words
from improvement.errors import InvalidWords
from improvement.models import Delivery, Recommendation
from improvement.tests import stories
from journal.models import JournalEntry
from monitoring.models import ExpertMap
from monitoring.tests.cast import make_cycle
from monitoring.tests.stories import again

WORDS = Words("Провести педсовет.", "Методический центр", "Педсовет проведён", date(2027, 3, 1))


@pytest.fixture
def advice(expert_map) -> OwnAdvice:
    return OwnAdvice(frozenset({expert_map.pk}), "heads", "", "План работы не обновлялся.", WORDS)


def add(cycle, advice, by, at) -> Recommendation:
    return add_own(cycle=cycle, advice=advice, by=by, at=at)


def test_pressed_twice_is_written_once(evaluated_year, advice, expert_map, methodologist, now):
    row = add(evaluated_year, advice, methodologist, now)
    assert add(evaluated_year, advice, methodologist, now + timedelta(seconds=1)).pk == row.pk
    assert (row.state, row.expert_map_id, row.is_own, row.observed) == (
        "accepted", expert_map.pk, True, "План работы не обновлялся",
    )  # fmt: skip
    assert JournalEntry.objects.filter(action="advice.written").count() == 1


def test_the_bank_does_not_touch_it_and_it_stands_beside_the_drawn(evaluated_year, advice, methodologist, now):
    drawn = stories.drawn(evaluated_year, by=methodologist)
    row = add(evaluated_year, replace(advice, code="1.7"), methodologist, now)
    draw_recommendations(cycle=evaluated_year, by=methodologist, at=now)
    kept = Recommendation.objects.get(pk=row.pk)
    assert (kept.version, kept.action, Recommendation.objects.filter(code="1.7").count()) == (1, WORDS.action, 2)
    assert Recommendation.objects.count() == len(drawn) + 1


def test_changed_dropped_and_back_in_its_first_words(evaluated_year, advice, methodologist, now):
    row = add(evaluated_year, advice, methodologist, now)
    by = {"by": methodologist, "at": now}
    change(recommendation=row, words=replace(WORDS, action="Иначе."), version=1, **by)
    drop(recommendation=row, reason="Школа уже провела", **by)
    undo(recommendation=row, **by)
    kept = Recommendation.objects.get(pk=row.pk)
    assert (kept.state, kept.action) == ("proposed", WORDS.action)


def test_several_are_a_group_and_each_holds_it(approved_year, advice, expert_map, other_map, methodologist, now):
    both = replace(advice, map_ids=frozenset({expert_map.pk, other_map.pk}), audience="class_teachers")
    row = add(approved_year, both, methodologist, now)
    assert (row.is_group, row.group.count(), add(approved_year, both, methodologist, now).pk) == (True, 2, row.pk)
    for _ in range(2):
        send_recommendations(cycle=approved_year, by=methodologist, at=now)
    held = Delivery.objects.order_by("expert_map").values_list("expert_map", flat=True)
    assert list(held) == sorted({expert_map.pk, other_map.pk})
    assert again(expert_map).state == "approved"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"map_ids": frozenset()}, "schools"),
        ({"audience": "parents"}, "audience"),
        ({"code": "9.9"}, "code"),
        ({"observed": " "}, "observed"),
        ({"words": replace(WORDS, action=" ")}, "action"),
        ({"words": replace(WORDS, due=date(2026, 9, 18))}, "due"),
    ],
)
def test_refused_at_its_field(evaluated_year, advice, methodologist, now, wrong, field):
    with pytest.raises(InvalidWords) as refused:
        add(evaluated_year, replace(advice, **wrong), methodologist, now)
    assert (refused.value.field, Recommendation.objects.count()) == (field, 0)


def test_schools_of_another_place_are_no_schools_of_the_year(
    evaluated_year, advice, foreign_school, foreign_coordinator, methodologist, now
):
    make_cycle(foreign_school.municipality, evaluated_year.methodology, foreign_coordinator)
    foreign_map = ExpertMap.objects.get(school=foreign_school)
    with pytest.raises(InvalidWords) as refused:
        add(evaluated_year, replace(advice, map_ids=frozenset({foreign_map.pk})), methodologist, now)
    assert refused.value.field == "schools"


@pytest.mark.parametrize("person", ["coordinator", "reviewer", "observer", "head"])
def test_only_the_methodologist_writes(request, evaluated_year, advice, person, now):
    with pytest.raises(PermissionDenied):
        add(evaluated_year, advice, request.getfixturevalue(person), now)
