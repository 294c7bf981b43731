"""Does a CSV say the very share the page and the paper say?"""

from __future__ import annotations

from fractions import Fraction

from reports.sheets.delimited import delimited
from reports.sheets.workbook import Column, Sheet
from reports.tests.reading import csv_rows
from russian.numbers import percent

# 54 of 96 is exactly 56.25: a half that a float may write down.
HALVES = [Fraction(54, 96), Fraction(9, 80), Fraction(1, 16), Fraction(1, 3), Fraction(1), Fraction(0)]


def test_halves_go_up_as_on_paper():
    rows = [[float(value)] for value in HALVES]
    content = delimited(Sheet("Критерии", "", [Column("Итог", 10, "0.0%")], rows))
    assert [f"{cell}\u00a0%" for [cell] in csv_rows(content)[1:]] == [percent(100 * value) for value in HALVES]
    assert csv_rows(content)[1:3] == [["56,3"], ["11,3"]]
