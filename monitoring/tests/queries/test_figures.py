"""Do both ОО-1 forms come with the map, each for its quantities?"""

from __future__ import annotations

from datetime import date

from monitoring.queries.figures import figures_of, maps_with_figures
from schools.models import ReferenceFigures
from scoring.queries.rubric import rubric


def read(expert_map, head):
    loaded = maps_with_figures(head).get(pk=expert_map.pk)
    return figures_of(loaded, rubric(loaded.cycle.methodology_id))


def test_pupils_come_from_the_past_form_and_graduates_from_the_new(expert_map, school, head, figures):
    ReferenceFigures.objects.create(
        municipality=school.municipality,
        school=school,
        as_of=date(2026, 9, 20),
        pupils_8_9=999,
        graduates_9=90,
        graduates_11=30,
    )
    read_figures = read(expert_map, head)
    assert read_figures.values == {
        "pupils_1_4": 200,
        "pupils_8_9": 180,
        "pupils_10_11": 78,
        "staff": 50,
        "graduates_9": 90,
        "graduates_11": 30,
    }
    assert (read_figures.days["pupils_8_9"], read_figures.days["graduates_9"]) == (date(2025, 9, 20), date(2026, 9, 20))


def test_another_day_and_another_school_are_not_the_form(expert_map, school, other_school, head):
    ReferenceFigures.objects.create(
        municipality=school.municipality, school=school, as_of=date(2025, 9, 1), pupils_8_9=1
    )
    ReferenceFigures.objects.create(
        municipality=school.municipality, school=other_school, as_of=date(2025, 9, 20), pupils_8_9=2
    )
    assert set(read(expert_map, head).values.values()) == {None}


def test_the_map_and_its_figures_are_one_query(expert_map, head, figures, django_assert_num_queries):
    maps = maps_with_figures(head)
    with django_assert_num_queries(1):
        maps.get(pk=expert_map.pk)
