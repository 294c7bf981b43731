"""Does every condition of the address leave exactly its schools?"""

from __future__ import annotations

from datetime import date

import pytest

from reports.contexts.district import build_district
from reports.contexts.filters import Chosen
from reports.contexts.sizes import pupils_of, size_of
from reports.tests.year import AFTER_TERMS, loaded
from schools.models import ReferenceFigures


def names_left(year, **chosen) -> list[str]:
    places = {getattr(year, name).pk: name for name in ("full", "basic", "primary", "absent")}
    district = build_district(loaded(year.cycle), chosen=Chosen(**chosen), at=AFTER_TERMS)
    return [places[row.map_id] for row in district.schools]


@pytest.fixture
def counted_pupils(played_year):
    """НОШ has 199 pupils, ООШ 200, СОШ № 2 600; СОШ № 20 is unknown to ОО-1."""
    for expert_map, figures in (
        (played_year.primary, {"pupils_1_4": 199}),
        (played_year.basic, {"pupils_1_4": 80, "pupils_6_11": 120}),
        (played_year.full, {"pupils_1_4": 250, "pupils_6_11": 350}),
    ):
        school = expert_map.school
        ReferenceFigures.objects.create(
            municipality=school.municipality, school=school, as_of=date(2025, 9, 20), **figures
        )
    return played_year


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        ({"term": "represented"}, ["full", "primary", "basic"]),
        ({"term": "in_time"}, ["full", "primary", "basic"]),
        ({"term": "late"}, []),
        ({"term": "absent"}, ["absent"]),
        ({"group": "result"}, ["full", "primary", "basic"]),
        ({"reached": "6.2"}, ["basic"]),
        ({"reached": "1.3"}, ["full"]),
        ({"reached": "3.3", "missed": "6.2"}, ["full"]),
        ({"change": "any"}, ["full"]),
        ({"change": "lowered"}, ["full"]),
        ({"change": "raised"}, []),
        ({"change": "final"}, ["full"]),
        ({"change": "reference"}, []),
        ({"change": "lowered", "kind": "primary"}, []),
    ],
)
def test_figures_lead_to_their_schools(played_year, chosen, names):
    assert names_left(played_year, **chosen) == names


@pytest.mark.parametrize(
    ("size", "names"),
    [("small", ["primary"]), ("medium", ["basic"]), ("large", ["full"]), ("unknown", ["absent"])],
)
def test_sizes_have_borders(counted_pupils, size, names):
    assert names_left(counted_pupils, size=size) == names


def test_pupils_of_another_day_do_not_count(counted_pupils):
    ReferenceFigures.objects.update(as_of=date(2026, 9, 20))
    assert names_left(counted_pupils, size="unknown") == ["full", "primary", "basic", "absent"]


def test_a_school_without_a_needed_figure_has_no_size():
    assert pupils_of(["noo", "ooo"], {"pupils_1_4": 100, "pupils_6_11": None}) is None
    assert pupils_of(["noo"], {"pupils_1_4": 100, "pupils_6_11": None}) == 100
    assert pupils_of(["ooo", "soo"], {"pupils_6_11": 0}) == 0
    assert pupils_of([], {}) is None
    assert [size_of(pupils) for pupils in (None, 0, 199, 200, 599, 600)] == [
        "unknown", "small", "small", "medium", "medium", "large",
    ]  # fmt: skip


def test_what_is_chosen_is_said_in_words():
    chosen = Chosen(
        kind="basic", size="small", place="village", group="result", term="late", change="any", reached="1.2"
    )
    assert chosen.words == (
        "ООШ", "небольшие: менее 200 обучающихся", "сельские", "есть результат", "представлена позже общего срока",
        "проверка изменила баллы", "выполнен показатель 1.2",
    )  # fmt: skip
    assert (chosen.is_everything, chosen.has_rarer) == (False, True)
    assert (Chosen(kind="basic").has_rarer, Chosen().is_everything, Chosen(reached="1.2").is_everything) == (
        False,
        True,
        False,
    )
