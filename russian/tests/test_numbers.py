"""Are numbers written as the field expects, and never rounded across a threshold?"""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from russian.numbers import decimal, integer, percent, points_change, share, together


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1234, "1\u00a0234"),
        (10**18, "1" + "\u00a0000" * 6),
        (-5, "\u22125"),
        (-1234, "\u22121\u00a0234"),
    ],
)
def test_integer(value, text):
    assert integer(value) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Decimal("1234.5"), 1, "1\u00a0234,5"),
        (Fraction(1, 3), 1, "0,3"),
        (Fraction(5, 100), 1, "0,1"),
        (Decimal("0.05"), 1, "0,1"),
        (Decimal("-0.05"), 1, "\u22120,1"),
        (Decimal("-0.04"), 1, "0,0"),
        (Decimal("2.675"), 2, "2,68"),
        (Fraction(7, 2), 0, "4"),
        (7, 1, "7,0"),
        (Decimal("0.007"), 2, "0,01"),
    ],
)
def test_decimal_rounds_half_up(value, places, text):
    assert decimal(value, places) == text


def test_percent_of_a_share_already_in_per_cent():
    assert percent(Fraction(796, 10)) == "79,6\u00a0%"
    assert percent(100, 0) == "100\u00a0%"


@pytest.mark.parametrize(
    ("numerator", "denominator", "threshold", "text"),
    [
        (104, 180, None, "57,8\u00a0%"),
        (104, 180, 50, "57,8\u00a0%"),
        (2996, 10_000, 30, "29,96\u00a0%"),
        (2996, 10_000, None, "30,0\u00a0%"),
        (299_999, 1_000_000, 30, "29,9999\u00a0%"),
        (3, 10, 30, "30,0\u00a0%"),
        (3004, 10_000, 30, "30,0\u00a0%"),
        (46, 258, 20, "17,8\u00a0%"),
        (0, 5, 20, "0,0\u00a0%"),
        (0, 0, 20, "—"),
    ],
)
def test_share(numerator, denominator, threshold, text):
    assert share(numerator, denominator, threshold=threshold) == text


@given(
    denominator=st.integers(1, 10**18),
    threshold=st.integers(1, 100),
    data=st.data(),
)
def test_share_tells_the_truth_about_the_threshold(denominator, threshold, data):
    numerator = data.draw(st.integers(0, denominator))
    written = share(numerator, denominator, threshold=threshold)
    shown = Decimal(written.removesuffix("\u00a0%").replace(",", "."))
    assert (shown >= threshold) == (100 * numerator >= threshold * denominator)


@pytest.mark.parametrize(
    ("delta", "text"),
    [
        (Decimal("4.1"), "+4,1\u00a0п.\u00a0п."),
        (-2, "\u22122,0\u00a0п.\u00a0п."),
        (0, "0,0\u00a0п.\u00a0п."),
        (Fraction(1, 100), "0,0\u00a0п.\u00a0п."),
        (Fraction(-1, 100), "0,0\u00a0п.\u00a0п."),
    ],
)
def test_points_change(delta, text):
    assert points_change(delta) == text


def test_a_number_sign_stays_with_its_number():
    assert together("МБОУ СОШ № 5 и «Лицей №\u00a01»") == "МБОУ СОШ №\u00a05 и «Лицей №\u00a01»"
