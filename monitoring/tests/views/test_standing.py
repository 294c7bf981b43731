"""Does «если представить сейчас» agree with the score, whatever is filled?"""

from __future__ import annotations

import pytest

from monitoring.domain.sheet import read_sheet
from monitoring.tests.stories import fill
from monitoring.views.map_screen.standing import in_genitive, standing_of


def standing(expert_map, head, **overrides):
    sheet = read_sheet(fill(expert_map, by=head, **overrides))
    return standing_of(sheet.rubric, sheet.policy, {code: sheet.claimed(code) for code in sheet.answers})


def test_an_empty_map_starts_at_nothing(expert_map):
    sheet = read_sheet(expert_map)
    empty = standing_of(sheet.rubric, sheet.policy, {code: sheet.claimed(code) for code in sheet.answers})
    assert (empty.total.points, empty.total.filled, empty.is_untouched, empty.width) == (0, 0, True, "0.0%")
    assert [near.lacks for near in empty.nearest] == ["не заполнено"] * 3


def test_the_meter_draws_the_thresholds_in_points(expert_map, head):
    marks = standing(expert_map, head).marks
    assert [(mark.position, mark.points, mark.title) for mark in marks] == [
        ("60.0%", 14, "средняя"),
        ("80.0%", 19, "высокая"),
    ]
    assert standing(expert_map, head).spoken == (
        "16\xa0баллов из 23. Степени: средняя — с 14\xa0баллов, высокая — с 19\xa0баллов."
    )


def test_the_nearest_are_those_who_lack_fewest_people(expert_map, head):
    near = standing(expert_map, head, i1_1={"numerator": 59, "denominator": 200}).nearest
    assert [(one.indicator.code, one.lacks) for one in near] == [
        ("1.1", "ещё 1\xa0обучающегося"),
        ("4.2", "ещё 1\xa0педагога"),
        ("1.7", "ещё 6\xa0обучающихся"),
    ]


def test_a_high_degree_has_a_reserve_and_no_gap(expert_map, head):
    high = standing(
        expert_map,
        head,
        i1_1={"numerator": 60, "denominator": 200},
        i1_7={"numerator": 60},
        i4_2={"numerator": 2, "denominator": 10},
        i4_4={"fact": True},
    )
    assert (high.total.points, high.band.title, high.next_band, high.missing, high.spare) == (20, "высокая", None, 0, 1)


@pytest.mark.parametrize(
    ("title", "genitive"), [("высокая", "высокой"), ("средняя", "средней"), ("базовый", "«базовый»")]
)
def test_a_degree_in_the_genitive(title, genitive):
    assert in_genitive(title) == genitive
