"""How is a table written as CSV that Excel with Russian settings opens as a table, without one formula?"""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO

from monitoring.views.tables import as_text
from reports.sheets.workbook import Sheet, Value
from russian.numbers import decimal


def delimited(sheet: Sheet) -> bytes:
    """A byte order mark, semicolons, decimal commas; the columns' titles first, no line of explanation."""
    written = StringIO()
    rows = csv.writer(written, delimiter=";")
    rows.writerow([column.title for column in sheet.columns])
    formats = [column.number_format for column in sheet.columns]
    for row in sheet.rows:
        rows.writerow([_cell(value, format_) for value, format_ in zip(row, formats, strict=False)])
    return written.getvalue().encode("utf-8-sig")


def _cell(value: Value, number_format: str) -> str | int | None:
    """A share is written in per cent, as it is read: «56,5»."""
    if isinstance(value, float):
        return _per_cent(value) if "%" in number_format else f"{value:g}".replace(".", ",")
    return as_text(value) if isinstance(value, str) else value


def _per_cent(value: float) -> str:
    """Halves go up, as on every page and paper: 0.5625 is «56,3». The shortest text of a float is the share itself."""
    return decimal(100 * Decimal(repr(value)))
