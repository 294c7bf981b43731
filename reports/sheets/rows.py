"""How do the rows of a table get into a sheet? As text of their own, a cell at a stroke.

openpyxl makes an object and an element of every cell, and the thousands of a registry took most of its time. It still
makes all the rest of the book: styles, titles, widths, what is printed. Cells are numbers and texts, never formulas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import Any, NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

Value = str | int | float | None

LINE, TALLEST = 15, 405  # points; a row cannot be taller
LONGEST = 32_767  # characters of a cell
NO_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
RETURNED = {"\r": "&#13;"}  # or XML would read a line's end
END = b"</sheetData>"


@dataclass(frozen=True, slots=True)
class Column:
    """Its heading, its width in characters, and the format of its numbers."""

    title: str
    width: int
    number_format: str = ""


class Look(NamedTuple):
    """What a cell differs by from a plain one."""

    number_format: str = ""
    is_wrapped: bool = False
    is_quoted: bool = False  # Excel shall not take it for a formula when somebody edits it


class Looks(dict[Look, str]):
    """The attribute that gives a cell its look, by openpyxl's own number of it."""

    def __init__(self, page: Any) -> None:
        super().__init__({Look(): ""})
        self.page = page

    def __missing__(self, look: Look) -> str:
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  the slow library
        from openpyxl.styles import Alignment  # noqa: PLC0415  the slow library again

        cell = WriteOnlyCell(self.page)
        cell.number_format, cell.quotePrefix = look.number_format or "General", look.is_quoted
        if look.is_wrapped:
            cell.alignment = Alignment(wrap_text=True)
        self[look] = f' s="{cell.style_id}"'
        return self[look]


def lines_of(text: str, column: Column) -> int:
    return ceil(len(text) / column.width)


def height_of(lines: int) -> int:
    return min(TALLEST, LINE * lines)


def written(rows: Iterable[Sequence[Value]], columns: Sequence[Column], looks: Looks, first: int) -> Iterator[str]:
    """Every row as XML, from this number on; as tall as its longest text needs, for not every program makes room for
    further lines by itself."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415  the slow library again

    placed = [(get_column_letter(place), column) for place, column in enumerate(columns, start=1)]
    for number, row in enumerate(rows, start=first):
        lines, cells = 1, []
        for value, (letter, column) in zip(row, placed, strict=False):
            if value is None or value == "":
                continue
            if isinstance(value, str):
                lines = max(lines, lines_of(value, column))
                cells.append(f'<c r="{letter}{number}"{_text(value, column, looks)}')
            else:
                look = looks[Look(column.number_format)] if column.number_format else ""
                cells.append(f'<c r="{letter}{number}"{look}><v>{value!r}</v></c>')
        room = f' ht="{height_of(lines)}" customHeight="1"' if lines > 1 else ""
        yield f'<row r="{number}"{room}>{"".join(cells)}</row>'


def _text(value: str, column: Column, looks: Looks) -> str:
    """Text stays text whatever it begins with; characters a workbook cannot hold are left out. What is longer than its
    column is wide goes on in further lines."""
    look = looks[Look("", len(value) > column.width, value[:1] == "=")]
    if not value.isprintable():
        value = NO_CHARACTERS.sub("", value)
    return f' t="inlineStr"{look}><is><t xml:space="preserve">{escape(value[:LONGEST], RETURNED)}</t></is></c>'


def with_rows(book: bytes, rows_by_sheet: Sequence[Iterable[str]]) -> bytes:
    """The book with these rows at the end of its sheets, in their order."""
    parts = {f"xl/worksheets/sheet{place}.xml": rows for place, rows in enumerate(rows_by_sheet, start=1)}
    whole = BytesIO()
    with ZipFile(BytesIO(book)) as made, ZipFile(whole, "w", ZIP_DEFLATED) as archive:
        for name in made.namelist():
            part = made.read(name)
            if name in parts:
                before, _, after = part.rpartition(END)
                part = before + "".join(parts[name]).encode() + END + after
            archive.writestr(name, part)
    return whole.getvalue()
