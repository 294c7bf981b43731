"""Does a noun take the right form after every kind of number?"""

from decimal import Decimal
from fractions import Fraction

import pytest

from russian.plurals import DAYS, INDICATORS, POINTS, PUPILS, SCHOOLS, counted, plural


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (0, "баллов"),
        (1, "балл"),
        (2, "балла"),
        (4, "балла"),
        (5, "баллов"),
        (11, "баллов"),
        (12, "баллов"),
        (14, "баллов"),
        (21, "балл"),
        (23, "балла"),
        (101, "балл"),
        (111, "баллов"),
        (112, "баллов"),
        (122, "балла"),
        (-1, "балл"),
        (Decimal("18.5"), "балла"),
        (Fraction(37, 2), "балла"),
        (Fraction(4, 2), "балла"),
        (Decimal("5.0"), "баллов"),
    ],
)
def test_plural(number, word):
    assert plural(number, POINTS) == word


def test_counted_joins_by_a_no_break_space():
    assert counted(23, POINTS) == "23\u00a0балла"
    assert counted(1501, SCHOOLS) == "1\u00a0501\u00a0школа"
    assert counted(Decimal("18.5"), POINTS) == "18,5\u00a0балла"
    assert counted(11, DAYS) == "11\u00a0дней"
    assert counted(23, INDICATORS) == "23\u00a0показателя"
    assert counted(2, PUPILS) == "2\u00a0обучающихся"
