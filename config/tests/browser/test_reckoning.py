"""Is the independent reckoning itself right? A few figures worked out by hand."""

from __future__ import annotations

from fractions import Fraction

from config.tests.browser.reckoning import ABSENT, OUTCOMES, percent, reckon_district


def test_sums_and_degrees_by_hand():
    found = {code: (*outcome.sums, outcome.said, outcome.band) for code, outcome in OUTCOMES.items()}
    assert found == {
        "001": (21, 20, 20, "87,0 %", "высокая"),
        "002": (14, 13, 13, "56,5 %", "низкая"),
        "008": (15, 15, 15, "65,2 %", "средняя"),
        "012": (17, 16, 17, "73,9 %", "средняя"),
        "020": (5, 6, 6, "26,1 %", "низкая"),
        "023": (11, 11, 11, "47,8 %", "низкая"),
    }


def test_the_district_by_hand():
    district = reckon_district()
    assert district.groups == {"высокая": 1, "средняя": 2, "низкая": 3, ABSENT: 1}
    assert (district.claimed, district.verified, district.final) == (83, 81, 82)
    assert (district.changed, district.lowered, district.raised) == (4, 3, 1)
    assert (percent(district.mean), percent(district.median)) == ("59,4 %", "60,9 %")
    assert district.reached["7.1"] == (3, 4)


def test_a_limit_not_reached_is_never_written():
    assert percent(Fraction(100 * 149, 497), below=30) == "29,98 %"
    assert OUTCOMES["001"].working("1.1") == "149 из 497 = 29,98 %, порог 30 % не достигнут, не хватает 1 "
