"""How is a workbook written so that Excel and LibreOffice open it with real numbers and not one formula?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment

Value = str | int | float | None
HEAD_ROW = 2
LINE, TALLEST = 15, 405  # points; a row cannot be taller


@dataclass(frozen=True, slots=True)
class Column:
    """Its heading, its width in characters, and the format of its numbers."""

    title: str
    width: int
    number_format: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with one line of explanation above it; rows may be shorter than the columns."""

    title: str
    heading: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]


def workbook(sheets: Iterable[Sheet], *, title: str) -> bytes:
    # openpyxl is slow to import: only those who ask for a workbook wait for it.
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook(write_only=True)
    book.properties.title, book.properties.language = title, "ru"
    for sheet in sheets:
        _write(book, sheet)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _write(book: Workbook, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side  # noqa: PLC0415  the slow library again
    from openpyxl.utils import get_column_letter  # noqa: PLC0415  the slow library again

    page = book.create_sheet(sheet.title)
    # What is printed is as wide as the page; said before the first row, after which it would be left out of the file.
    page.sheet_properties.pageSetUpPr.fitToPage = True
    # Names of schools and headings stay in sight.
    page.freeze_panes = f"B{HEAD_ROW + 1}"
    for place, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(place)].width = column.width
    page.append([_cell(page, sheet.heading, font=Font(italic=True))])
    head = {"font": Font(bold=True), "border": Border(bottom=Side("medium")), "alignment": Alignment(wrap_text=True)}
    _make_room(
        page, HEAD_ROW, [column.title + " " * (len(column.title) // 3) for column in sheet.columns], sheet.columns
    )
    page.append([_cell(page, column.title, **head) for column in sheet.columns])
    last = HEAD_ROW
    for row in sheet.rows:
        last += 1
        _make_room(page, last, row, sheet.columns)
        page.append([_plain(page, value, column) for value, column in zip(row, sheet.columns, strict=False)])
    page.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(len(sheet.columns))}{last}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"


def _make_room(page: Any, number: int, row: Sequence[Value], columns: Sequence[Column]) -> None:
    """As tall as its longest text needs: not every program makes room for further lines by itself."""
    pairs = zip(row, columns, strict=False)
    lines = [ceil(len(text) / column.width) for text, column in pairs if isinstance(text, str)]
    if max(lines, default=1) > 1:
        page.row_dimensions[number].height = min(TALLEST, LINE * max(lines))


def _plain(page: Any, value: Value, column: Column) -> Any:
    """A bare value where a bare value is safe: cells of their own cost most of the time. Longer text than its column
    is wide goes on in further lines."""
    if isinstance(value, str):
        if len(value) > column.width:
            return _cell(page, value, alignment=_wrapped())
        return _cell(page, value) if value[:1] in "=#" or not value.isprintable() else value
    if column.number_format and value is not None:
        return _cell(page, value, number_format=column.number_format)
    return value


@cache
def _wrapped() -> Alignment:
    from openpyxl.styles import Alignment  # noqa: PLC0415  the slow library again

    return Alignment(wrap_text=True)


def _cell(page: Any, value: Value, **style: Any) -> Any:
    """Text stays text whatever it begins with; characters a workbook cannot hold are left out."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  the slow library again
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415  the slow library again

    cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type, cell.quotePrefix = "s", value[:1] == "="
    for name, setting in style.items():
        setattr(cell, name, setting)
    return cell
