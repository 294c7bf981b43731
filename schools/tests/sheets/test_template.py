"""Is the workbook we offer one that we read ourselves, and is nothing in it a formula?"""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from schools.sheets.columns import FIGURE_COLUMNS, SCHOOL_COLUMNS, arrange
from schools.sheets.reading import read
from schools.sheets.template import figures_workbook, schools_workbook

EVIL = [("=1+1", "=HYPERLINK(1)"), ("+7", "+cmd"), ("-1", "-a"), ("@a", "@SUM(1)")]


def cells(data: bytes):
    for sheet in load_workbook(io.BytesIO(data)):
        for row in sheet.iter_rows():
            yield from (cell for cell in row if cell.value is not None)


@pytest.mark.parametrize("data", [schools_workbook(), figures_workbook(EVIL, "20.09.2025")])
def test_no_cell_is_a_formula(data):
    assert {cell.data_type for cell in cells(data)} <= {"s", "n"}


def test_a_name_that_looks_like_a_formula_stays_a_text_in_excel_too():
    found = {cell.value: cell.quotePrefix for cell in cells(figures_workbook(EVIL, "20.09.2025"))}
    assert [found[name] for _, name in EVIL] == [True, True, True, True]


def test_the_workbook_of_schools_reads_back_as_empty():
    arranged = arrange(read(schools_workbook()), SCHOOL_COLUMNS)
    assert arranged.headers == ("№ строки", *(column.title for column in SCHOOL_COLUMNS))
    assert arranged.rows == ()


def test_the_workbook_of_figures_holds_the_schools():
    arranged = arrange(read(figures_workbook([("002", "СОШ № 2"), ("17", "СОШ № 17")], "20.09.2025")), FIGURE_COLUMNS)
    assert [row.cells[:4] for row in arranged.rows] == [
        ("3", "002", "СОШ № 2", "20.09.2025"),
        ("4", "17", "СОШ № 17", "20.09.2025"),
    ]


def test_lists_are_offered_in_cells():
    sheet = load_workbook(io.BytesIO(schools_workbook())).worksheets[0]
    offered = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert offered["E2:E5001"] == '"да,нет"'
    assert offered["D2:D5001"] == ('"СОШ,гимназия,лицей,ООШ,НОШ,вечерняя школа,школа для обучающихся с ОВЗ,другая"')


def test_every_column_is_explained():
    explained = load_workbook(io.BytesIO(schools_workbook()))["Как заполнять"]
    titles = [row[0] for row in explained.iter_rows(values_only=True)]
    assert titles[-len(SCHOOL_COLUMNS) :] == [column.title for column in SCHOOL_COLUMNS]
