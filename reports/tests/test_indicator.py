"""Do the figures of an indicator's page agree with a calculation from the raw answers?"""

from __future__ import annotations

from fractions import Fraction

import pytest

from monitoring.models import IndicatorAnswer
from reports.contexts.dots_chart import dots_chart
from reports.contexts.filters import Chosen
from reports.contexts.indicator import build_indicator
from reports.tests import expected
from reports.tests.test_district import finals
from reports.tests.year import copies, loaded


def build(year, code: str, order: str = "", **chosen):
    return build_indicator(loaded(year.cycle), code, chosen=Chosen(**chosen), order=order)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("code", expected.CODES)
def test_who_reached_it_and_who_did_not(played_year, code):
    page, hand = build(played_year, code), finals(played_year)
    order = [played_year.full.pk, played_year.primary.pk, played_year.basic.pk]
    known = [(pk, bool(hand[pk][code])) for pk in order if hand[pk][code] is not None]
    assert [(school.row.map_id, school.is_reached) for school in page.schools] == known
    assert (page.line.reached, page.line.applicable) == (sum(reached for _, reached in known), len(known))
    assert [row.map_id for row in page.unable] == [pk for pk in order if hand[pk][code] is None]
    assert [row.map_id for row in page.without_result] == [played_year.absent.pk]


@pytest.mark.parametrize("code", sorted(expected.THRESHOLDS))
def test_missing_people_close_the_gap_exactly(played_year, code):
    corrected = {(played_year.full.pk, "1.2"): (60, 180)}
    for school in build(played_year, code).schools:
        raw = played_year.answers[school.row.map_id]
        claimed = raw[code]["numerator"], expected.denominator(code, raw)
        numerator, denominator = corrected.get((school.row.map_id, code), claimed)
        assert school.share == (Fraction(100 * numerator, denominator) if denominator else None)
        reaches = [
            extra
            for extra in range(denominator + 1)
            if 100 * (numerator + extra) >= expected.THRESHOLDS[code] * denominator
        ]
        assert school.missing == (0 if school.is_reached else reaches[0])


def test_a_corrected_claim_stands_beside_what_was_found(played_year):
    school = build(played_year, "1.2").schools[0]
    assert (plain(school.said), plain(school.claimed_said), school.missing) == (
        "60 из 180, 33,3 %",
        "104 из 180, 57,8 %",
        30,
    )
    assert [
        (line.text, line.given_by, [row.map_id for row in line.schools]) for line in build(played_year, "1.2").reasons
    ] == [("Посчитаны посещения", "проверка", [played_year.full.pk])]
    assert [(line.text, line.given_by) for line in build(played_year, "4.3").reasons] == [
        ("Диплом выдан раньше", "оценка")
    ]
    assert build(played_year, "2.1").schools[0].said == "нет"
    assert build(played_year, "2.1").schools[0].claimed_said == "да"


@pytest.mark.parametrize(
    ("numerator", "is_near"), [(89, True), (81, True), (80, False), (0, False)], ids=["1", "9", "10", "90"]
)
def test_near_is_a_tenth_of_those_needed(played_year, numerator, is_near):
    """90 of 180 are needed, so nine missing people are near and ten are not."""
    answer = IndicatorAnswer.objects.get(expert_map=played_year.full, code="1.2")
    answer.verdicts.update(numerator=numerator)
    page = build(played_year, "1.2")
    assert [school.row.map_id for school in page.near] == ([played_year.full.pk] if is_near else [])


def test_near_is_one_level_of_several(played_year):
    answer = IndicatorAnswer.objects.get(expert_map=played_year.full, code="3.1")
    IndicatorAnswer.objects.filter(pk=answer.pk).update(
        parts={"noo": True, "ooo": True, "soo": False}, verified_points=0, final_points=0, final_reason="x"
    )
    page = build(played_year, "3.1")
    assert [(school.row.map_id, school.said) for school in page.near] == [
        (played_year.full.pk, "НОО: да, ООО: да, СОО: нет")
    ]
    IndicatorAnswer.objects.filter(pk=answer.pk).update(parts={"noo": True, "ooo": False, "soo": False})
    assert build(played_year, "3.1").near == ()


def test_order_is_natural_unless_asked(played_year):
    names = [plain(school.row.name) for school in build(played_year, "4.1").schools]
    assert names == ["МАОУ СОШ № 2", "МБОУ НОШ № 5", "МБОУ ООШ № 10"]
    shares = [school.share for school in build(played_year, "1.2", order="share").schools]
    assert shares == [Fraction(100, 3), Fraction(200, 3)]


def test_filters_and_kinds(played_year):
    page = build(played_year, "3.3", kind="primary")
    assert ([school.row.map_id for school in page.schools], page.shown, page.of_schools) == (
        [played_year.primary.pk], 1, 4,
    )  # fmt: skip
    assert [(line.title, line.reached, line.missed) for line in build(played_year, "1.2").kinds] == [
        ("СОШ", 0, 1),
        ("ООШ", 1, 0),
    ]


def test_last_year_is_said_in_numbers(year_before, played_year):
    line = build(played_year, "2.1").line
    assert (plain(line.before_said), line.says_share, line.says_change) == ("0 из 1", False, False)


def test_dots_stand_at_their_share_and_above_each_other():
    chart = dots_chart(
        [(1, Fraction(50), "a", True), (2, Fraction(101, 2), "b", True), (3, Fraction(10), "c", False)], 50, "d"
    )
    assert [(dot.map_id, dot.x, dot.is_reached) for dot in chart.dots] == [
        (3, "10", False), (1, "50", True), (2, "50.5", True),
    ]  # fmt: skip
    assert chart.dots[1].y - chart.dots[2].y == 15
    assert dots_chart([], 50, "d") is None


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(year_before, played_year, count, django_assert_num_queries):
    copies(played_year.full, count)
    build(played_year, "1.2")
    cycle = loaded(played_year.cycle)
    with django_assert_num_queries(10):
        build_indicator(cycle, "1.2")
