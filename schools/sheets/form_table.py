"""Which cells of the form ОО-1 stand in an uploaded table, school by school and branch by branch?

Two layouts, told apart by their headings. Long: a row is one cell («Графа», «Значение»). Wide: a row is one row of the
form, and the form's columns («3», «4», …) are the table's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from schools.errors import SheetError
from schools.sheets.cells import Row
from schools.sheets.codes import key_of
from schools.sheets.columns import check_untitled, folded
from schools.sheets.reading import Sheet
from schools.sheets.values import shown

SCHOOL, BRANCH, TABLE, ROW, COLUMN, VALUE = "Код школы", "Филиал", "Раздел", "Строка", "Графа", "Значение"
FOR_PEOPLE = frozenset({"школа", "наименование школы", "наименование показателя", "показатель"})
TITLES = {
    folded(title): meant
    for meant, titles in {
        SCHOOL: (SCHOOL, "Код в реестре"),
        BRANCH: (BRANCH, "Подразделение"),
        TABLE: (TABLE, "Подраздел", "Таблица"),
        ROW: (ROW, "№ строки", "Номер строки", "Код строки"),
        COLUMN: (COLUMN, "№ графы", "Номер графы"),
        VALUE: (VALUE,),
    }.items()
    for title in titles
}


@dataclass(frozen=True, slots=True)
class FormCell:
    """One cell of one school's form; `where` is the column of the table it was read from, as it is headed."""

    number: int
    school: str
    branch: str
    table: str
    row: str
    column: str
    text: str
    where: str


@dataclass(frozen=True, slots=True)
class FormTable:
    """The places of the known columns; `columns` are the form's own, empty in the long layout."""

    places: Mapping[str, int]
    columns: Mapping[int, str]
    rows: tuple[Row, ...]

    def cells(self) -> Iterator[FormCell]:
        """In the order of the table. An empty cell is nobody, but a row without a single value says nothing."""
        for row in self.rows:
            if not any(_at(row, place) for place in self.columns or [self.places[VALUE]]):
                continue
            named = {title: _at(row, place) for title, place in self.places.items()}
            about = (row.number, named[SCHOOL], named.get(BRANCH, ""), named[TABLE], named[ROW])
            if self.columns:
                for place, column in self.columns.items():
                    yield FormCell(*about, column, _at(row, place), column)
            else:
                yield FormCell(*about, named[COLUMN], named[VALUE], VALUE)


def form_table(sheet: Sheet) -> FormTable:
    """Raises SheetError naming what is missing, repeated or unknown."""
    places, others = _sorted_out(sheet)
    missing = [title for title in (SCHOOL, TABLE, ROW) if title not in places]
    if missing:
        raise SheetError(f"Не хватает столбцов: {', '.join(f'«{title}»' for title in missing)}.")
    if COLUMN in places and VALUE in places:
        if others:
            odd = shown(next(iter(others.values())))
            raise SheetError(f"Неизвестный столбец «{odd}». Исправьте название или удалите его.")
        check_untitled(sheet)
        return FormTable(places, {}, sheet.rows)
    if COLUMN in places or VALUE in places or not others:
        raise SheetError(
            "Не хватает столбцов: нужны «Графа» и «Значение» либо столбцы с номерами граф формы: «3», «4» и так далее."
        )
    _check_told_apart(others)
    check_untitled(sheet)
    return FormTable(places, others, sheet.rows)


def _sorted_out(sheet: Sheet) -> tuple[dict[str, int], dict[int, str]]:
    places: dict[str, int] = {}
    others: dict[int, str] = {}
    for place, header in enumerate(sheet.headers):
        meant = TITLES.get(folded(header))
        if meant is None:
            if header and folded(header) not in FOR_PEOPLE:
                others[place] = header
        elif meant in places:
            raise SheetError(f"Столбец «{meant}» повторяется. Оставьте один.")
        else:
            places[meant] = place
    return places, others


def _check_told_apart(columns: Mapping[int, str]) -> None:
    met: set[str] = set()
    for title in columns.values():
        if key_of(title) in met:
            raise SheetError(f"Столбец «{shown(title)}» повторяется. Оставьте один.")
        met.add(key_of(title))


def _at(row: Row, place: int) -> str:
    return row.cells[place] if place < len(row.cells) else ""
