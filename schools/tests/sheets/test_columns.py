"""Which columns does a sheet have, and what is said of the others?"""

from __future__ import annotations

import pytest

from schools.errors import SheetError
from schools.sheets.cells import Row
from schools.sheets.columns import FIGURE_COLUMNS, SCHOOL_COLUMNS, arrange
from schools.sheets.reading import Sheet

REQUIRED = ("Код в реестре", "Краткое наименование", "Полное наименование", "Вид", "НОО", "ООО", "СОО")
CELLS = ("1", "СОШ № 1", "Школа № 1", "СОШ", "да", "да", "да")


def sheet(headers, *rows) -> Sheet:
    return Sheet(headers=tuple(headers), rows=tuple(Row(number, tuple(row)) for number, row in enumerate(rows, 2)))


def refusal_of(headers, *rows, columns=SCHOOL_COLUMNS) -> str:
    with pytest.raises(SheetError) as refusal:
        arrange(sheet(headers, *rows), columns)
    return str(refusal.value)


def test_rows_get_their_numbers_and_the_template_titles():
    arranged = arrange(sheet(REQUIRED, CELLS), SCHOOL_COLUMNS)
    assert arranged.headers == ("№ строки", *REQUIRED)
    assert arranged.rows == (Row(2, ("2", *CELLS)),)


def test_titles_are_met_whatever_case_order_and_spaces():
    headers = ["  КОД  в реестре ", "полное наименование*", "краткое наименование:", "вид", "ноо", "ооо", "соо"]
    cells = ("1", "Школа № 1", "СОШ № 1", "СОШ", "да", "да", "да")
    arranged = arrange(sheet(headers, cells), SCHOOL_COLUMNS)
    assert arranged.headers == (
        "№ строки", "Код в реестре", "Полное наименование", "Краткое наименование", "Вид", "НОО", "ООО", "СОО",
    )  # fmt: skip


def test_a_hyphen_is_as_good_as_a_dash():
    arranged = arrange(sheet(["Код школы", "По состоянию на", "обучающиеся 1-4 классов"]), FIGURE_COLUMNS)
    assert arranged.headers[3] == "Обучающиеся 1–4 классов"


def test_the_example_row_is_left_out():
    rows = arrange(sheet(REQUIRED, ("Пример", *CELLS[1:]), CELLS), SCHOOL_COLUMNS).rows
    assert [row.number for row in rows] == [3]


def test_short_rows_are_filled_up():
    assert arrange(sheet(REQUIRED, CELLS[:3]), SCHOOL_COLUMNS).rows[0].cells == ("2", *CELLS[:3], "", "", "", "")


def test_missing_columns_are_named():
    assert refusal_of(REQUIRED[1:6]) == (
        "Не хватает столбцов: «Код в реестре», «СОО». Названия — как в шаблоне, в первой строке."
    )


def test_unknown_columns_are_named():
    assert refusal_of([*REQUIRED, "Директор", "E-mail"]) == (
        "Неизвестные столбцы: «Директор», «E-mail». Исправьте названия или удалите эти столбцы."
    )


def test_repeated_columns_are_named():
    assert refusal_of([*REQUIRED, "телефон", "Телефон"]) == "Столбцы повторяются: «Телефон». Оставьте по одному."


def test_a_value_under_no_title_is_not_lost_silently():
    assert refusal_of([*REQUIRED, "", "Телефон"], (*CELLS, "забыто", "1")) == (
        "Строка 2: в столбце 8 есть значение, а у столбца нет названия."
    )
    assert refusal_of(REQUIRED, (*CELLS, "забыто")) == "Строка 2: в столбце 8 есть значение, а у столбца нет названия."


def test_many_unknown_columns_are_counted():
    sentence = refusal_of([*REQUIRED, *(f"Столбец {number}" for number in range(12))])
    assert sentence.endswith("«Столбец 9» и ещё 2. Исправьте названия или удалите эти столбцы.")
