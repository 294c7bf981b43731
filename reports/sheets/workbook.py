"""How is a workbook written so that Excel and LibreOffice open it with real numbers and not one formula?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reports.sheets.rows import Column, Looks, Value, height_of, lines_of, with_rows, written

if TYPE_CHECKING:
    from openpyxl import Workbook

__all__ = ["Column", "Sheet", "Value", "workbook"]

HEAD_ROW = 2


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
    rows = [_write(book, sheet) for sheet in sheets]
    made = BytesIO()
    book.save(made)
    return with_rows(made.getvalue(), rows)


def _write(book: Workbook, sheet: Sheet) -> list[str]:
    """All but the rows of the table, which are given back as they shall stand in the sheet."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415  the slow library again

    page = book.create_sheet(sheet.title)
    # What is printed is as wide as the page; said before the first row, after which it would be left out of the file.
    page.sheet_properties.pageSetUpPr.fitToPage = True
    # Names of schools and headings stay in sight.
    page.freeze_panes = f"B{HEAD_ROW + 1}"
    for place, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(place)].width = column.width
    rows = list(written(sheet.rows, sheet.columns, Looks(page), first=HEAD_ROW + 1))
    _write_titles(page, sheet)
    page.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(len(sheet.columns))}{HEAD_ROW + len(rows)}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    return rows


def _write_titles(page: Any, sheet: Sheet) -> None:
    """The line of explanation and the titles of the columns, bold: a third wider than plain."""
    from openpyxl.styles import Alignment, Border, Font, Side  # noqa: PLC0415  the slow library again

    page.append([_cell(page, sheet.heading, font=Font(italic=True))])
    head = {"font": Font(bold=True), "border": Border(bottom=Side("medium")), "alignment": Alignment(wrap_text=True)}
    lines = max(lines_of(column.title + " " * (len(column.title) // 3), column) for column in sheet.columns)
    if lines > 1:
        page.row_dimensions[HEAD_ROW].height = height_of(lines)
    page.append([_cell(page, column.title, **head) for column in sheet.columns])


def _cell(page: Any, value: str, **style: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  the slow library again

    cell = WriteOnlyCell(page, value)
    cell.data_type = "s"
    for name, setting in style.items():
        setattr(cell, name, setting)
    return cell
