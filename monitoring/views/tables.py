"""How does a table leave the product: CSV for Excel with Russian settings, or XLSX? No cell of either is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ACTIVE = frozenset({"=", "+", "-", "@", "\t", "\r"})
WIDEST = 60  # characters of a column; longer texts wrap
Cell = str | int | float | None


def csv_response(name: str, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """Semicolons and a byte order mark: Excel opens it as a table. `name` is ASCII, without the extension."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    sheet = csv.writer(response, delimiter=";")
    sheet.writerow(headers)
    for row in rows:
        sheet.writerow(map(_plain, row))
    return response


def _plain(cell: Cell) -> Cell:
    """Text that is no formula; a fraction with the comma Russian settings read as a number."""
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    return as_text(cell) if isinstance(cell, str) else cell


def as_text(cell: str) -> str:
    """A cell is never a formula: one that would begin like one gets an apostrophe."""
    return f"'{cell}" if cell[:1] in ACTIVE else cell


def xlsx_response(name: str, title: str, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """One sheet: texts are texts whatever they begin with, numbers are numbers."""
    written = io.BytesIO()
    _book(title, headers, [list(row) for row in rows]).save(written)
    disposition = f'attachment; filename="{name}.xlsx"'
    return HttpResponse(written.getvalue(), content_type=XLSX, headers={"Content-Disposition": disposition})


def _book(title: str, headers: Sequence[str], rows: list[list[Cell]]) -> Any:
    # Slow to load and rarely asked for.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook(write_only=True)
    book.properties.title, book.properties.language = title, "ru"
    page = book.create_sheet(title[:31])
    page.freeze_panes = "B2"
    for place, cells in enumerate(zip(headers, *rows, strict=True), start=1):
        longest = max(len(str(cell)) for cell in cells if cell is not None)
        page.column_dimensions[get_column_letter(place)].width = min(longest + 3, WIDEST)
    page.append([_cell(page, header, font=Font(bold=True)) for header in headers])
    for row in rows:
        page.append([_cell(page, value, alignment=Alignment(wrap_text=True, vertical="top")) for value in row])
    return book


def _cell(page: Any, value: Cell, **style: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  the slow library again
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415  the slow library again

    cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type, cell.quotePrefix = "s", value[:1] in ACTIVE
    for name, setting in style.items():
        setattr(cell, name, setting)
    return cell
