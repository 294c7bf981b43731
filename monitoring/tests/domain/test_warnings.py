"""Does each warning speak exactly when it should, and keep silent one step before?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from monitoring.domain.warnings import Condition, Judged, Piece, Share, count_warnings, warnings_of
from russian.plurals import PUPILS
from scoring.engine.types import IndicatorRule, Kind

SHARE = IndicatorRule("1.2", Kind.SHARE, threshold=50, unit=PUPILS)
FACT = IndicatorRule("1.6", Kind.FACT)
PRIZES = IndicatorRule("5.3", Kind.SHARE, threshold=20, unit=PUPILS, zero_unless="5.2")
LINK = Piece("Неделя профессий", is_file=False, dated=date(2026, 3, 12))


def share(people, of, **more):
    points = int(of > 0 and 100 * people >= 50 * of)
    return Judged(
        **(
            {
                "rule": SHARE,
                "points": points,
                "first_year": 2025,
                "numerator": people,
                "denominator": of,
                "pieces": (LINK,),
            }
            | more
        )
    )


def found(judged):
    return [warning.check for warning in warnings_of(judged)]


def test_an_ordinary_claim_raises_nothing():
    assert found(share(104, 180, reference=178, past=Share(51, 98))) == []


@pytest.mark.parametrize(
    ("claimed", "reference", "expected"),
    [
        (180, 178, []),
        (180, 182, []),
        (105, 100, []),
        (106, 100, ["off_reference"]),
        (94, 100, ["off_reference"]),
        (95, 100, []),
        (12, 10, []),
        (13, 10, ["off_reference"]),
        (5, 0, ["off_reference"]),
        (2, 0, []),
    ],
)
def test_movement_of_pupils_is_no_warning(claimed, reference, expected):
    assert found(share(claimed, claimed, reference=reference)) == expected


def test_a_difference_says_both_numbers_and_whether_it_is_explained():
    [bare] = warnings_of(share(200, 200, reference=178))
    [explained] = warnings_of(share(200, 200, reference=178, note="Слияние школ"))
    assert (bare.title, bare.text) == (
        "Расхождение с ОО-1: 22",
        "Заявлено 200, по ОО-1 178: больше допуска. Пояснения школы нет.",
    )
    assert explained.text.endswith("Школа дала пояснение.")


@pytest.mark.parametrize(
    ("people", "of", "expected"),
    [
        (90, 180, ["at_threshold"]),
        (91, 180, []),
        (89, 180, []),
        (91, 181, ["at_threshold"]),
        (90, 181, []),
        (1, 1, ["at_threshold"]),
        (0, 0, []),
    ],
)
def test_the_last_person_that_makes_the_point(people, of, expected):
    assert found(share(people, of)) == expected


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        ((75, 100), (50, 100), ["jump"]),
        ((74, 100), (50, 100), []),
        ((7499, 10000), (50, 100), []),
        ((20, 100), (45, 100), ["jump"]),
        ((1, 3), (7, 12), ["jump"]),
        ((1, 3), (6, 11), []),
        ((75, 100), (0, 0), []),
    ],
)
def test_a_jump_is_25_points_or_more_unrounded(now, before, expected):
    assert [check for check in found(share(*now, past=Share(*before))) if check == "jump"] == expected


def test_a_jump_says_how_far_and_from_where():
    [warning] = warnings_of(share(104, 180, past=Share(51, 171)))
    assert (warning.title, warning.text) == (
        "Рост на 28,0\u00a0п.\u00a0п. за год",
        "В прошлом году было 51 из 171 = 29,8\u00a0%.",
    )


@pytest.mark.parametrize(
    ("points", "pieces", "expected"), [(1, (), ["without_evidence"]), (0, (), []), (None, (), []), (1, (LINK,), [])]
)
def test_a_point_without_anything_to_look_at(points, pieces, expected):
    assert found(Judged(rule=FACT, points=points, first_year=2025, pieces=pieces)) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 8, 31), ["outside_the_year"]),
        (date(2025, 9, 1), []),
        (date(2026, 8, 31), []),
        (date(2026, 9, 1), ["outside_the_year"]),
        (None, []),
    ],
)
def test_evidence_of_another_year(day, expected):
    judged = Judged(rule=FACT, points=1, first_year=2025, pieces=(Piece("Отчёт", is_file=True, dated=day),))
    assert found(judged) == expected
    assert [warning.text for warning in warnings_of(judged)] == [f"«Отчёт» — {day:%d.%m.%Y}." for _ in expected]


@pytest.mark.parametrize(
    ("fact", "people", "of", "expected"),
    [
        (False, 5, 20, ["contradictory"]),
        (False, 0, 0, []),
        (True, 0, 0, ["contradictory"]),
        (True, 5, 20, []),
        (None, 5, 20, []),
    ],
)
def test_contests_and_prizes_agree(fact, people, of, expected):
    judged = Judged(
        rule=PRIZES, points=0, first_year=2025, numerator=people, denominator=of, condition=Condition("5.2", fact)
    )
    assert found(judged) == expected


@pytest.mark.parametrize(
    ("corrected", "points", "expected"), [(0, 1, ["condition_corrected"]), (1, 1, []), (None, 1, []), (0, 0, [])]
)
def test_a_fact_taken_away_takes_what_hangs_on_it(corrected, points, expected):
    judged = Judged(
        rule=PRIZES,
        points=points,
        first_year=2025,
        numerator=9,
        denominator=20,
        pieces=(LINK,),
        condition=Condition("5.2", True, corrected),
    )
    assert found(judged) == expected


def test_the_same_file_at_another_school_is_named():
    twin = Piece("Приказ", is_file=True, dated=None, elsewhere=("СОШ № 3", "СОШ № 10"))
    [warning] = warnings_of(Judged(rule=FACT, points=1, first_year=2025, pieces=(twin, LINK)))
    assert (warning.title, warning.text) == ("Тот же файл у другой школы", "«Приказ» — СОШ № 3, СОШ № 10.")


def test_warnings_are_counted_over_claims():
    assert count_warnings([share(90, 180), share(200, 200, reference=100), share(104, 180)]) == 2


FILE = Piece("prikaz.pdf", is_file=True, dated=None)


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        (replace(LINK, other_years=(2024,)), ["used_in_another_year"]),
        (replace(LINK, other_years=(2024,), is_confirmed=True), []),
        (replace(FILE, other_years=(2023, 2024)), ["used_in_another_year"]),
        (replace(FILE, other_years=(2024,), is_confirmed=True), ["used_in_another_year"]),
        (FILE, []),
    ],
)
def test_evidence_of_another_year_is_noticed_unless_the_school_vouches_for_a_page(piece, expected):
    assert found(Judged(FACT, points=1, first_year=2025, pieces=(piece,))) == expected


def test_the_other_years_are_named():
    [warning] = warnings_of(Judged(FACT, points=1, first_year=2025, pieces=(replace(FILE, other_years=(2023, 2024)),)))
    assert (warning.title, warning.text) == (
        "Тот же файл, что в другом году",
        "«prikaz.pdf» — 2023/2024, 2024/2025. Проверьте, что сведения относятся к этому учебному году.",
    )


def test_a_list_of_people_is_likely_one_of_children():
    [warning] = warnings_of(Judged(FACT, points=1, first_year=2025, pieces=(replace(FILE, people=23),)))
    assert (warning.check, warning.title) == ("child_names", "Похоже на список детей")


def test_names_of_children_are_told_of():
    [warning] = warnings_of(Judged(FACT, points=1, first_year=2025, pieces=(FILE, replace(FILE, child_names=True))))
    assert (warning.check, warning.title, warning.text) == (
        "child_names",
        "Имена детей в подтверждении",
        "«prikaz.pdf»: не пересылайте и не распечатывайте без нужды.",
    )
