"""Is a school set beside schools like it, and only where there are enough of them?"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from monitoring.models import ExpertMap, IndicatorAnswer
from monitoring.states import MapState
from reports.contexts.school_beside import build_beside
from reports.tests import expected
from reports.tests.year import copies
from schools.models import ReferenceFigures

DAY = date(2025, 9, 20)
MAXIMA = {1: 8, 2: 2, 3: 3, 4: 4, 5: 3, 6: 2, 7: 1}


def pupils(expert_map, count: int, day: date = DAY) -> None:
    school = expert_map.school
    ReferenceFigures.objects.create(
        municipality=school.municipality, school=school, as_of=day, pupils_1_4=100, pupils_6_11=count - 100
    )


def build(expert_map):
    return build_beside(ExpertMap.objects.with_context().get(pk=expert_map.pk), MAXIMA)


@pytest.fixture
def group(played_year) -> list[ExpertMap]:
    """Five copies of the full school; the school itself has 600 pupils, they 400, 500, 600, 700 and 900."""
    pupils(played_year.full, 600)
    made = copies(played_year.full, 5)
    for expert_map, count in zip(made, (400, 500, 600, 700, 900), strict=True):
        pupils(expert_map, count)
    return made


def test_the_group_has_the_same_levels_and_similar_size(played_year, group):
    pupils(played_year.basic, 600)
    beside = build(played_year.full)
    assert [(peer.map_id, peer.pupils) for peer in beside.peers] == [
        (row.pk, count) for row, count in zip(group, (400, 500, 600, 700, 900), strict=True)
    ]
    assert beside.how == (
        "Группа: школы с теми же уровнями образования (НОО, ООО, СОО) и похожие по размеру — от 400 до "
        "900\u00a0обучающихся 1–4 и 6–11 классов по ОО-1 (в этой школе 600)."
    )


@pytest.mark.parametrize("count", [399, 901])
def test_one_pupil_beyond_is_another_size(played_year, group, count):
    ReferenceFigures.objects.filter(school=group[0].school).update(pupils_6_11=count - 100)
    beside = build(played_year.full)
    assert (beside.lines, beside.peers) == ((), ())
    assert beside.refusal == "С результатом — 4\u00a0такие школы, для сравнения нужно не меньше 5."


def test_a_map_without_a_result_is_not_of_the_group(played_year, group):
    ExpertMap.objects.filter(pk=group[0].pk).update(state=MapState.SUBMITTED)
    assert build(played_year.full).lines == ()


def test_without_figures_it_says_why(played_year, group):
    ReferenceFigures.objects.filter(school=played_year.full.school).update(as_of=date(2026, 9, 20))
    assert build(played_year.full).refusal == (
        "В ОО-1 на 20\u00a0сентября 2025\u00a0г. нет численности обучающихся школы: похожие по размеру не найти."
    )


def test_points_stand_against_median_and_quartiles(played_year, group):
    """Criterion 2 of the school is 1 (2.2 alone); of the group 0, 1, 1, 2, 2: quartiles by hand 1, 1, 2."""
    for expert_map, (first, second) in zip(group, [(0, 0), (0, 1), (1, 0), (1, 1), (1, 1)], strict=True):
        IndicatorAnswer.objects.filter(expert_map=expert_map, code="2.1").update(final_points=first, final_reason="x")
        IndicatorAnswer.objects.filter(expert_map=expert_map, code="2.2").update(final_points=second, final_reason="x")
    lines = {line.criterion.number if line.criterion else "all": line for line in build(played_year.full).lines}
    partners = lines[2]
    assert (partners.points, partners.maximum, partners.lower, partners.median, partners.upper) == (1, 2, 1, 1, 2)
    assert partners.place == "в середине группы"
    points = expected.points(played_year.answers[played_year.full.pk], ["noo", "ooo", "soo"])
    others = sum(value or 0 for code, value in (points | {"1.2": 0, "2.1": 0, "4.3": 0}).items())
    assert (lines["all"].points, lines["all"].maximum) == (others, 23)
    # Without criterion 2 everybody has one point less than the school in all: totals are that plus 0, 1, 1, 2, 2.
    assert (lines["all"].lower, lines["all"].median, lines["all"].upper) == (others, others, others + 1)


def test_beyond_the_middle_half_is_said(played_year, group):
    IndicatorAnswer.objects.filter(expert_map__in=group, code="2.2").update(final_points=0, final_reason="x")
    partners = next(line for line in build(played_year.full).lines if line.criterion and line.criterion.number == 2)
    assert (partners.place, partners.marks["own"], partners.median) == ("выше середины группы", "50", Fraction(0))


def test_queries(played_year, group, django_assert_num_queries):
    build(played_year.full)
    expert_map = ExpertMap.objects.with_context().get(pk=played_year.full.pk)
    with django_assert_num_queries(3):
        build_beside(expert_map, MAXIMA)
