"""Which sheets do tests upload?"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

from openpyxl import Workbook

from schools.sheets.columns import FIGURE_COLUMNS, SCHOOL_COLUMNS

SCHOOL_TITLES = [column.title for column in SCHOOL_COLUMNS]
FIGURE_TITLES = [column.title for column in FIGURE_COLUMNS]

SCHOOL_ROW = {
    "Код в реестре": "77",
    "Краткое наименование": "СОШ № 77",
    "Полное наименование": "Средняя школа № 77",
    "Вид": "СОШ",
    "НОО": "да",
    "ООО": "да",
    "СОО": "нет",
}
FIGURES_ROW = {"Код школы": "12", "По состоянию на": "20.09.2025"}


def school_row(**other: object) -> dict[str, object]:
    return SCHOOL_ROW | {title.replace("_", " "): value for title, value in other.items()}


def figures_row(**other: object) -> dict[str, object]:
    return FIGURES_ROW | {title.replace("_", " "): value for title, value in other.items()}


def workbook(rows: Iterable[Sequence[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def table(rows: Sequence[dict[str, object]]) -> list[list[object]]:
    """Rows as dicts become a table with headers, all columns that occur."""
    titles = list(dict.fromkeys(title for row in rows for title in row))
    return [list(titles), *([row.get(title, "") for title in titles] for row in rows)]


def csv_of(rows: Sequence[dict[str, object]], delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    return "\r\n".join(delimiter.join(str(cell) for cell in row) for row in table(rows)).encode(encoding)


def repacked(data: bytes, replace: dict[str, bytes]) -> bytes:
    """The same archive with other entries in it."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in replace:
                new.writestr(name, old.read(name))
        for name, content in replace.items():
            new.writestr(name, content)
    return kept.getvalue()
