"""Does every text and number come out of a workbook as it went in?"""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from reports.sheets.workbook import Column, Sheet, workbook

COLUMNS = [Column("Имя", 10), Column("Доля", 5, number_format="0.0%")]


def cell_of(value):
    book = workbook([Sheet("Лист", "Заголовок", COLUMNS, [[value, None]])], title="Книга")
    return load_workbook(BytesIO(book))["Лист"]["A3"]


@pytest.mark.parametrize(
    "value",
    ["=1+1", "#N/A", "+7 900", " с краю ", "<&>\"'", "строка\nдругая", "строка\r\nдругая", "\tв табличке", "№ 1", "🙂"],
)
def test_text_stays_the_text_it_is(value):
    assert (cell_of(value).value, cell_of(value).data_type) == (value, "s")


@pytest.mark.parametrize("value", [0, -2, 10**12, 1 / 3, 1e-7])
def test_a_number_stays_the_number_it_is(value):
    assert (cell_of(value).value, cell_of(value).data_type) == (value, "n")


def test_what_a_workbook_cannot_hold_is_left_out():
    assert cell_of("а\x01б\x0bв\ufffe").value == "абв"
    assert len(cell_of("я" * 40_000).value) == 32_767
    assert (cell_of("").value, cell_of(None).value) == (None, None)


def test_cells_look_as_they_must():
    book = workbook([Sheet("Лист", "Заголовок", COLUMNS, [["Длинное имя школы", 0.5], ["=1", 1]])], title="Книга")
    page = load_workbook(BytesIO(book))["Лист"]
    assert [page[f"A{row}"].alignment.wrap_text for row in (3, 4)] == [True, None]
    assert [page[f"A{row}"].quotePrefix for row in (3, 4)] == [False, True]
    assert [page[f"B{row}"].number_format for row in (3, 4)] == ["0.0%", "0.0%"]
    assert [page.row_dimensions[row].height for row in (3, 4)] == [30, None]
