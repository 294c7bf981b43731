"""What is left of a cell once the invisible is gone?"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from schools.errors import SheetError

LONGEST_CELL = 1000
# Zero-width space and joiners, byte-order mark, soft hyphen: they come along with copied text and mean nothing here.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
# Marks that turn the direction of writing make a cell look like another one.
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number in the sheet as people see it: the first is 1."""

    number: int
    cells: tuple[str, ...]


def clean_cell(text: str, *, row: int, column: int) -> str:
    """One line without invisible characters and outer spaces; raises SheetError for control characters."""
    plain = " ".join(_INVISIBLE.sub("", text).split())
    if _TURNING.search(plain) or any(unicodedata.category(character) in {"Cc", "Cs", "Cn"} for character in plain):
        raise SheetError(f"Строка {row}, столбец {column}: в ячейке есть служебные символы. Введите значение заново.")
    if len(plain) > LONGEST_CELL:
        raise SheetError(f"Строка {row}, столбец {column}: текст длиннее {LONGEST_CELL} знаков.")
    return plain


def clean_rows(rows: list[tuple[int, list[str]]]) -> list[Row]:
    """Rows with anything in them, every cell cleaned, empty cells at the end left out."""
    cleaned = (Row(number, _cleaned(cells, number)) for number, cells in rows)
    return [row for row in cleaned if row.cells]


def _cleaned(cells: list[str], number: int) -> tuple[str, ...]:
    kept = [clean_cell(cell, row=number, column=place) for place, cell in enumerate(cells, 1)]
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)
