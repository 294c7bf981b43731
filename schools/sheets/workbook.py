"""What is written in the first sheet of a workbook, or in all of them?

A program of its own, so that a hostile workbook meets limits of memory and time: `python -m schools.sheets.workbook`
takes the workbook on standard input and prints `{"rows": [[number, [text, …]], …]}` or `{"refusal": "…"}`; with
`--all` it prints `{"sheets": [[title, rows], …]}`, with `--long` it reads more rows. On a file the library cannot read
it simply ends; whoever started it says so to the person.
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
MAX_LONG_ROWS = 40_000  # of a table with a row for every row of a form
MAX_COLUMNS = 60
EXACT = 10**15  # beyond it a cell's number has lost its last digits

MAX_SHEETS = 10

TOO_MANY_SHEETS = "В файле больше 10 листов. Оставьте только те, что были в скачанной книге."
TOO_MANY_ROWS = "В таблице больше 5 000 строк. Разделите её на несколько файлов."
TOO_LONG = "В таблице больше 40 000 строк. Оставьте только нужные разделы формы или разделите файл по школам."
TOO_LOW = (
    "Лист «{}», строка {}: здесь есть значение, а таблица читается до строки 5001. Удалите его или перенесите выше."
)
TOO_FAR = (
    "Лист «{}», строка {}: правее 60-го столбца (BH) есть значение, а читаются только первые 60 столбцов. "
    "Удалите его или перенесите левее."
)


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


class OutOfReach(Exception):
    """Something is written where it would not be read: left out in silence, it would be lost."""


def within_reach(sheet: Any, most: int = MAX_ROWS) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Rows with their numbers, to the last that is read. Raises OutOfReach for a value below or right of what is read.

    A sheet may lie about its size and may leave out what is empty: it is looked through to its real end.
    """
    sheet.reset_dimensions()
    filled = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        filled += any(map(_is_written, values))
        if number > most + 1:
            if any(map(_is_written, values)):
                raise OutOfReach(_too_far_down(sheet, number, filled, most))
            continue
        if any(map(_is_written, values[MAX_COLUMNS:])):
            raise OutOfReach(TOO_FAR.format(sheet.title, number))
        yield number, values[:MAX_COLUMNS]


def _too_far_down(sheet: Any, number: int, filled: int, most: int) -> str:
    if most == MAX_LONG_ROWS:
        return TOO_LONG
    return TOO_MANY_ROWS if filled > most else TOO_LOW.format(sheet.title, number)


def _is_written(value: object) -> bool:
    return value is not None and value != ""


def rows_of(data: bytes, most: int = MAX_ROWS) -> list[tuple[int, list[str]]]:
    """Of the first sheet, rows with anything in them."""
    # Slow, and needed by this program alone; the limits stand before it is loaded.
    from openpyxl import load_workbook  # noqa: PLC0415

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    rows = ((number, [text_of(value) for value in values]) for number, values in within_reach(book.worksheets[0], most))
    return [(number, cells) for number, cells in rows if any(cells)]


def answer(data: bytes) -> dict[str, object]:
    return {"rows": rows_of(data)}


def answer_long(data: bytes) -> dict[str, object]:
    return {"rows": rows_of(data, MAX_LONG_ROWS)}


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
        sheets.append([written.title, rows])
    return {"sheets": sheets}


def _both(written: Any, computed: Any) -> Iterator[tuple[int, list[str]]]:
    """A formula is written even where no value was kept, so what is out of reach shows in `written`."""
    computed.reset_dimensions()
    kept = computed.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS, values_only=True)
    for (number, formulas), values in zip(within_reach(written), kept, strict=False):
        cells = zip(formulas, values, strict=False)  # rows end where they end; `values` are filled up with None
        yield number, [text_of(formula if value is None else value) for formula, value in cells]


def _without_idle_libraries() -> None:
    """openpyxl loads numpy and Pillow where they happen to be installed: longer than reading a table takes."""
    sys.modules.update(dict.fromkeys(("numpy", "PIL")))  # type: ignore[arg-type] # importing what is None is refused


def main() -> None:
    _without_idle_libraries()
    limit(memory=MEMORY, cpu_seconds=CPU_SECONDS)
    read = {"--all": answer_all, "--long": answer_long}.get("".join(sys.argv[1:]), answer)
    try:
        said = read(sys.stdin.buffer.read())
    except OutOfReach as refusal:
        said = {"refusal": str(refusal)}
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
