"""How does a coordinator fill in the workbook the product offers? Cells under titles, as a person would in Excel."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from openpyxl import load_workbook

EXAMPLE_ROW = 2


def filled_in(template: Path, rows: Iterable[Mapping[str, object]], *, keys: tuple[str, ...]) -> bytes:
    """The template with `rows` in it: a row of the same `keys` that stands ready is completed, another one is added."""
    book = load_workbook(io.BytesIO(template.read_bytes()))  # a download has no suffix
    sheet = book.active
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in rows:
        number = _row_of(sheet, columns, row, keys) or sheet.max_row + 1
        for title, value in row.items():
            sheet.cell(number, columns[title]).value = value
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _row_of(sheet, columns: Mapping[str, int], row: Mapping[str, object], keys: tuple[str, ...]) -> int | None:
    for number in range(EXAMPLE_ROW + 1, sheet.max_row + 1):
        if all(str(sheet.cell(number, columns[key]).value) == str(row[key]) for key in keys):
            return number
    return None


def as_upload(name: str, content: bytes) -> dict[str, object]:
    return {
        "name": name,
        "buffer": content,
        "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
