"""What is written in the first sheet of a workbook, or in all of them?

A program of its own, so that a hostile workbook meets limits of memory and time: `python -m schools.sheets.workbook`
takes the workbook on standard input and prints `{"rows": [[number, [text, …]], …]}` or `{"refusal": "…"}`; with
`--all` it prints `{"sheets": [[title, rows], …]}`. On a file the library cannot read it simply ends; whoever started
it says so to the person.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from schools.limited import limit

MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 20
MAX_ROWS = 5000
MAX_COLUMNS = 60
EXACT = 10**15  # beyond it a cell's number has lost its last digits

MAX_SHEETS = 10

TOO_MANY_SHEETS = "В файле больше 10 листов. Оставьте только те, что были в скачанной книге."
TOO_MANY_ROWS = "В таблице больше 5 000 строк. Разделите её на несколько файлов."


def text_of(value: object) -> str:
    """A cell as a person reads it: «12», «1,5», «20.09.2025», «да»."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < EXACT
        return str(int(value)) if whole else str(value).replace(".", ",")
    if isinstance(value, datetime | date):
        return f"{value:%d.%m.%Y}"
    return str(value)


def rows_of(data: bytes) -> Iterator[tuple[int, list[str]]]:
    # Slow, and needed by this program alone; the limits stand before it is loaded.
    from openpyxl import load_workbook  # noqa: PLC0415

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheet = book.worksheets[0]
    # A sheet may lie about its size: it is read to its real end, or to one row too many.
    sheet.reset_dimensions()
    for number, values in enumerate(sheet.iter_rows(max_row=MAX_ROWS + 2, max_col=MAX_COLUMNS, values_only=True), 1):
        yield number, [text_of(value) for value in values]


def answer(data: bytes) -> dict[str, object]:
    rows = [(number, cells) for number, cells in rows_of(data) if any(cells)]
    if rows and rows[-1][0] > MAX_ROWS + 1:
        return {"refusal": TOO_MANY_ROWS}
    return {"rows": rows}


def answer_all(data: bytes) -> dict[str, object]:
    """Every sheet. A formula gives the value it had when the workbook was saved; without one it stays a formula,
    so that nobody takes it for an empty cell."""
    from openpyxl import load_workbook  # noqa: PLC0415  slow, as above

    books = [
        load_workbook(io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False)
        for data_only in (False, True)
    ]
    if len(books[0].worksheets) > MAX_SHEETS:
        return {"refusal": TOO_MANY_SHEETS}
    sheets = []
    for written, computed in zip(books[0].worksheets, books[1].worksheets, strict=True):
        rows = [(number, cells) for number, cells in _both(written, computed) if any(cells)]
        if rows and rows[-1][0] > MAX_ROWS + 1:
            return {"refusal": TOO_MANY_ROWS}
        sheets.append([written.title, rows])
    return {"sheets": sheets}


def _both(written: Any, computed: Any) -> Iterator[tuple[int, list[str]]]:
    for sheet in (written, computed):
        sheet.reset_dimensions()
    within = {"max_row": MAX_ROWS + 2, "max_col": MAX_COLUMNS, "values_only": True}
    pairs = zip(written.iter_rows(**within), computed.iter_rows(**within), strict=True)
    for number, (formulas, values) in enumerate(pairs, 1):
        cells = zip(formulas, values, strict=True)
        yield number, [text_of(formula if value is None else value) for formula, value in cells]


def main() -> None:
    limit(memory=MEMORY, cpu_seconds=CPU_SECONDS)
    read = answer_all if "--all" in sys.argv[1:] else answer
    json.dump(read(sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main()
