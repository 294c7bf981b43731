"""What is written in a CSV file, whatever Excel in Russia made of it?"""

from __future__ import annotations

import csv
import io

from schools.errors import SheetError
from schools.sheets.workbook import MAX_LONG_ROWS, MAX_ROWS, TOO_LONG, TOO_MANY_ROWS

DELIMITERS = ";,\t"
NOT_TEXT = "Это не таблица. Нужен файл XLSX или CSV."
BROKEN = "Файл CSV не читается: проверьте кавычки или сохраните таблицу в формате XLSX."


def decoded(data: bytes) -> str:
    """UTF-8 with or without its mark, otherwise the Windows code page; raises SheetError for what is no text."""
    if b"\x00" in data:
        raise SheetError(NOT_TEXT)
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetError(NOT_TEXT)


def rows_of(data: bytes, most: int = MAX_ROWS) -> list[tuple[int, list[str]]]:
    """Rows with their numbers, blank ones left out."""
    text = decoded(data)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for number, cells in enumerate(lines, 1):
            if number > most + 1:
                raise SheetError(TOO_LONG if most == MAX_LONG_ROWS else TOO_MANY_ROWS)
            if any(cells):
                rows.append((number, cells))
    except csv.Error:
        raise SheetError(BROKEN) from None
    return rows


def delimiter_of(text: str) -> str:
    """The delimiter that occurs most in the line of headers."""
    headers = text.lstrip("\r\n").split("\n", 1)[0]
    return max(DELIMITERS, key=headers.count)
