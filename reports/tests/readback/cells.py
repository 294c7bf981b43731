"""Which cells does a file hold, and how are ours written to be held against them?"""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO

from openpyxl import load_workbook

from reports.tests.readback.accounting import plain
from reports.tests.readback.saying import tenths
from reports.tests.reading import csv_rows

Cell = str | int | float | Fraction | None
# A workbook keeps sixteen digits of a share; a wrong figure differs sooner.
DIGITS = 12


def xlsx_cells(workbook: bytes) -> dict[str, tuple[str, list[list[Cell]]]]:
    """By sheet: the line of explanation, and the rows under the titles of the columns, as wide as these."""
    book = load_workbook(BytesIO(workbook))
    found = {}
    for sheet in book:
        first, _, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = (plain(str(first[0])), [[_read(value) for value in row] for row in rows])
    return found


def _read(value: Cell) -> Cell:
    if isinstance(value, float):
        return round(value, DIGITS)
    return plain(value) if isinstance(value, str) else value


def in_xlsx(rows: list[list[Cell]]) -> list[list[Cell]]:
    return [[round(float(v), DIGITS) if isinstance(v, Fraction) else _read(v) for v in row] for row in rows]


def csv_cells(content: bytes) -> list[list[str]]:
    return [[plain(value) for value in row] for row in csv_rows(content)[1:]]


def in_csv(rows: list[list[Cell]]) -> list[list[str]]:
    """A share in per cent, halves away from zero, as on paper; rows end where their values end."""
    return [_trimmed([_text(value) for value in row]) for row in rows]


def _text(value: Cell) -> str:
    if value is None:
        return ""
    return tenths(100 * value) if isinstance(value, Fraction) else plain(str(value))


def trimmed(rows: list[list[str]]) -> list[list[str]]:
    return [_trimmed(row) for row in rows]


def _trimmed(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row = row[:-1]
    return row
