"""Are shares honest, scales right, charts where they should be?"""

from __future__ import annotations

from fractions import Fraction

import pytest

from reports.contexts.charts import band_chart, bar_chart
from reports.contexts.results import mean, median, result_of, scale
from reports.contexts.wording import by_points, full_stop, glued, part_with_share, people_share, quoted
from scoring.queries.rubric_tree import RubricBand

NBSP = "\u00a0"
BANDS = (
    RubricBand("high", "высокая", 80, 19, 23),
    RubricBand("medium", "средняя", 60, 14, 18),
    RubricBand("low", "низкая", 0, 0, 13),
)


@pytest.mark.parametrize("points", range(24))
def test_the_scale_of_23_is_the_act_s_own_table(points):
    result = result_of(points, 23, BANDS)
    assert result.band.annex_from <= points <= result.band.annex_to


def test_the_scale_says_points_and_shares():
    assert [(line.band.key, line.points, line.shares.replace(NBSP, " ")) for line in scale(BANDS, 23)] == [
        ("high", "19–23", "от 80 %"),
        ("medium", "14–18", "от 60 %, но менее 80 %"),
        ("low", "13 и менее", "менее 60 %"),
    ]


def test_a_share_below_a_degree_is_never_rounded_up_to_it():
    result = result_of(7999, 10000, BANDS)
    assert (result.band.key, result.share) == ("medium", f"79,99{NBSP}%")


def test_a_maximum_of_nothing_has_no_share():
    assert (result_of(0, 0, BANDS).percent, result_of(0, 0, BANDS).share) == (0, "—")


def test_mean_and_median():
    values = [Fraction(1, 3), Fraction(1), Fraction(5, 3), Fraction(3)]
    assert (mean(values), median(values), median(values[:3])) == (Fraction(3, 2), Fraction(4, 3), 1)
    assert (mean([]), median([])) == (None, None)


def test_words_around_numbers():
    assert part_with_share(21, 24) == f"21{NBSP}из{NBSP}24 организаций (87,5{NBSP}%)"
    assert part_with_share(1, 21) == f"1{NBSP}из{NBSP}21 организации (4,8{NBSP}%)"
    assert by_points(Fraction(41, 10)) == f"на 4,1{NBSP}п.{NBSP}п. выше"
    assert by_points(Fraction(-1, 100)) == "на том же уровне"
    assert glued("школа № 12: 23 из 24") == f"школа №{NBSP}12: 23{NBSP}из{NBSP}24"
    assert quoted("Участники «Билета»") == "«Участники „Билета“»"
    assert [full_stop("2026 г."), full_stop("протокол")] == ["2026 г.", "протокол."]


def test_shares_of_few_people_are_not_said():
    assert people_share(3, 9) == f"3{NBSP}из{NBSP}9"
    assert people_share(3, 10) == f"3{NBSP}из{NBSP}10 (30,0{NBSP}%)"


def test_bars_have_points_not_commas():
    chart = bar_chart([("А", Fraction(200, 3), Fraction(25, 2), "66,7 %"), ("Б", None, None, "не применимо")])
    assert [(bar.y, bar.value, bar.mark) for bar in chart.bars] == [(0, "66.667", "12.5"), (21, "", "")]
    assert (chart.height, chart.description) == (42, "А: 66,7 %; Б: не применимо")


def test_segments_fill_the_whole_and_leave_out_nobody():
    chart = band_chart(
        [("high", "высокая", 1, Fraction(10)), ("low", "низкая", 0, Fraction(0)), ("absent", "нет", 9, Fraction(90))]
    )
    assert [(part.key, part.x, part.width, part.label) for part in chart.segments] == [
        ("high", "0", "10", ""),
        ("absent", "10", "90", "нет · 9"),
    ]
    assert chart.description == "высокая — 1, нет — 9"
