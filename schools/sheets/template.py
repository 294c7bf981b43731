"""Which workbook do we offer to be filled in? Headers, an example, lists in cells, instructions; no formulas."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from schools.sheets.columns import EXAMPLE, FIGURE_COLUMNS, SCHOOL_COLUMNS, Column
from schools.sheets.form_table import BRANCH, ROW, SCHOOL, TABLE
from schools.sheets.workbook import MAX_ROWS

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

HEADER_FILL, REQUIRED_FILL, EXAMPLE_FILL = "E8EFF8", "CFE0F4", "F3F1EB"
AS_TEXT = "@"
NOTES = (
    "Первая строка — названия столбцов. Порядок столбцов может быть любым, названия менять нельзя.",
    f"Вторая строка — образец с кодом «{EXAMPLE}»: он не загружается, его можно оставить или удалить.",
    "Одна строка — одна школа. Пустые строки пропускаются.",
    "Столбцы с тёмным заголовком обязательны. Необязательный столбец можно удалить: тогда эти сведения не изменятся.",
    "После выбора файла система покажет, что изменится, и ничего не загрузит без вашего подтверждения.",
    "Если есть хотя бы одна ошибка, не загружается ничего: исправьте таблицу и выберите файл снова.",
)
FORM_NOTES = (
    "Одна строка — одна строка формы одной школы. Номера граф формы стоят в названиях столбцов.",
    "Филиал школы записывается отдельной строкой с кодом своей школы и названием в столбце «Филиал»: он прибавится.",
    "Пустая ячейка в заполненной строке — это ноль. Строка без единого числа ничего не сообщает: её можно оставить.",
    "После выбора файла система покажет суммы и ничего не загрузит без вашего подтверждения.",
)
FORM_COLUMNS = (
    Column("school", SCHOOL, str, "Код школы из реестра.", "", required=True),
    Column("", "Школа", str, "Для удобства; при загрузке не читается.", ""),
    Column("branch", BRANCH, str, "Пусто для самой школы; название — для её филиала.", ""),
    Column("table", TABLE, str, "Номер раздела формы.", "", required=True),
    Column("row", ROW, str, "Номер строки формы.", "", required=True),
)


def schools_workbook() -> bytes:
    return _workbook("Школы", SCHOOL_COLUMNS, [])


def figures_workbook(schools: Iterable[tuple[str, str]], day: str) -> bytes:
    """`schools`: code and short name of each; their rows stand ready, with the day of the form."""
    return _workbook("Сведения ОО-1", FIGURE_COLUMNS, [(code, name, day) for code, name in schools])


def form_workbook(schools: Iterable[tuple[str, str]], rows: Sequence[tuple[str, str]], columns: Sequence[str]) -> bytes:
    """Every school by every row of the form the mapping names (table, row), under the form's own columns."""
    from openpyxl import Workbook  # noqa: PLC0415  slow, as below

    headings = [*FORM_COLUMNS, *(Column(column, column, str, f"Графа {column} формы.", "") for column in columns)]
    book = Workbook()
    sheet = book.create_sheet("Форма ОО-1", 0)
    book.remove(book.worksheets[1])
    _write_headers(sheet, headings)
    for code, name in schools:
        for table, row in rows:
            place = sheet.max_row + 1
            for number, value in enumerate((code, name, "", table, row), 1):
                _write_text(sheet.cell(place, number), value)
    _write_instructions(book.create_sheet("Как заполнять"), headings, FORM_NOTES)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _workbook(title: str, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> bytes:
    # Slow to load and rarely asked for.
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    sheet = book.create_sheet(title, 0)
    book.remove(book.worksheets[1])
    _write_headers(sheet, columns)
    for number, row in enumerate([[column.example for column in columns], *rows], 2):
        for place, value in enumerate(row, 1):
            _write_text(sheet.cell(number, place), value)
    _mark_example(sheet, len(columns))
    _offer_lists(sheet, columns)
    _write_instructions(book.create_sheet("Как заполнять"), columns)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _write_text(cell: Cell, value: str) -> None:
    """Always a text: a value that begins with = + - @ never becomes a formula; digits become numbers."""
    if value.isascii() and value.isdigit() and not value.startswith("0"):
        cell.value = int(value)
        return
    cell.value = value
    cell.data_type = "s"
    cell.number_format = AS_TEXT
    cell.quotePrefix = value.startswith(("=", "+", "-", "@"))


def _write_headers(sheet: Worksheet, columns: Sequence[Column]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 (slow to load)

    for place, column in enumerate(columns, 1):
        cell = sheet.cell(1, place, column.title)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=REQUIRED_FILL if column.required else HEADER_FILL)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[cell.column_letter].width = max(14, min(44, len(column.example) + 4))
    # Codes keep their leading zeros.
    sheet.column_dimensions["A"].number_format = AS_TEXT
    sheet.row_dimensions[1].height = 48
    sheet.freeze_panes = "C2"


def _mark_example(sheet: Worksheet, width: int) -> None:
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415 (slow to load)

    for place in range(1, width + 1):
        cell = sheet.cell(2, place)
        cell.font = Font(italic=True, color="56606D")
        cell.fill = PatternFill("solid", fgColor=EXAMPLE_FILL)


def _offer_lists(sheet: Worksheet, columns: Sequence[Column]) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 (slow to load)
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    for place, column in enumerate(columns, 1):
        if column.choices:
            offered = DataValidation(
                type="list",
                formula1=f'"{",".join(column.choices)}"',
                allow_blank=True,
                showErrorMessage=True,
                errorTitle=column.title,
                error="Выберите значение из списка.",
            )
            letter = get_column_letter(place)
            offered.add(f"{letter}2:{letter}{MAX_ROWS + 1}")
            sheet.add_data_validation(offered)


def _write_instructions(sheet: Worksheet, columns: Sequence[Column], notes: Sequence[str] = NOTES) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 (slow to load)

    sheet.append(["Как заполнять таблицу"])
    for note in notes:
        sheet.append([note])
    sheet.append([])
    sheet.append(["Столбец", "Обязателен", "Что указать", "Возможные значения"])
    heading = sheet.max_row
    for column in columns:
        sheet.append([column.title, "да" if column.required else "нет", column.hint, ", ".join(column.choices)])
    for number in (1, heading):
        for cell in sheet[number]:
            cell.font = Font(bold=True)
    for row in sheet.iter_rows(min_row=heading, max_col=4):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCD", (34, 14, 60, 50), strict=True):
        sheet.column_dimensions[letter].width = width
