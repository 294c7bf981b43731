"""What table did a person upload? Rows of clean texts, or one sentence why not."""

from __future__ import annotations

import json
from dataclasses import dataclass

from schools import limited
from schools.errors import SheetError
from schools.sheets import delimited, guard
from schools.sheets.cells import Row, clean_rows
from schools.sheets.workbook import MAX_LONG_ROWS, MAX_ROWS

EMPTY = "В файле нет ни одной строки."
UNREADABLE = (
    "Таблица не открылась: файл повреждён или слишком тяжёл. Сохраните её заново в формате XLSX без лишних листов "
    "и оформления или в формате CSV."
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A read table: the first row that is not blank holds the headers."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]


def read(data: bytes, *, is_long: bool = False) -> Sheet:
    """Reads XLSX or CSV, told apart by content; a long table may have MAX_LONG_ROWS. Raises SheetError."""
    guard.check_size(len(data))
    most = MAX_LONG_ROWS if is_long else MAX_ROWS
    rows = clean_rows(_workbook_rows(data, is_long) if guard.is_workbook(data) else delimited.rows_of(data, most))
    if not rows:
        raise SheetError(EMPTY)
    return Sheet(headers=rows[0].cells, rows=tuple(rows[1:]))


def read_book(data: bytes) -> dict[str, list[tuple[int, list[str]]]]:
    """Every sheet of an XLSX by its title: numbered rows of texts as they stand, nothing cleaned. Raises SheetError."""
    guard.check_size(len(data))
    if not guard.is_workbook(data):
        raise SheetError(guard.NOT_XLSX)
    guard.check_workbook(data)
    reply = _ask_child(data, "--all")
    if "refusal" in reply:
        raise SheetError(reply["refusal"])
    return {title: [(number, _trimmed(cells)) for number, cells in rows] for title, rows in reply["sheets"]}


def _trimmed(cells: list[str]) -> list[str]:
    """Without the empty cells at the end."""
    return cells[: max((place for place, cell in enumerate(cells, 1) if cell), default=0)]


def _workbook_rows(data: bytes, is_long: bool) -> list[tuple[int, list[str]]]:
    guard.check_workbook(data)
    reply = _ask_child(data, *(["--long"] if is_long else []))
    if "refusal" in reply:
        raise SheetError(reply["refusal"])
    return [(number, cells) for number, cells in reply["rows"]]


def _ask_child(data: bytes, *options: str) -> dict:
    """The answer of `schools.sheets.workbook` in a process with limits of memory, CPU and time."""
    try:
        return json.loads(limited.ask("schools.sheets.workbook", *options, data=data))
    except (limited.NoAnswer, json.JSONDecodeError):
        raise SheetError(UNREADABLE) from None
