"""Does every figure of every document of the demonstration district equal our own count of the raw answers?

All three years: two approved, and the one that runs. A phrase we expect and do not find is a fault, and so is a figure
that stands in a document and that nobody here has counted.
"""

from __future__ import annotations

import pytest

from reports.tests.readback import reading, sheets
from reports.tests.readback.accounting import ALL_ACCOUNTED
from reports.tests.readback.cells import csv_cells, in_csv, in_xlsx, trimmed, xlsx_cells

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_the_statement_in_words(methodologist, years):
    for year in years:
        document = reading.fetched(methodologist, f"/results/{year.raw.pk}/report.docx")
        assert reading.word_tables(document) == reading.statement_tables(year)
        assert reading.word_statement_faults(document, year) == ALL_ACCOUNTED


def test_the_statement_on_paper(methodologist, years):
    for year in years:
        pdf = reading.fetched(methodologist, f"/results/{year.raw.pk}/report.pdf")
        assert reading.paper_statement_faults(pdf, year) == ALL_ACCOUNTED


@pytest.mark.parametrize("table", sheets.SHEETS)
def test_every_table_as_a_file(table, methodologist, years):
    for year in years:
        address, rows = f"/results/{year.raw.pk}/tables/{table}", sheets.SHEETS[table](year)
        [(heading, cells)] = xlsx_cells(reading.fetched(methodologist, f"{address}.xlsx")).values()
        assert cells == in_xlsx(rows)
        assert trimmed(csv_cells(reading.fetched(methodologist, f"{address}.csv"))) == in_csv(rows)
        assert (
            reading.faults(heading, must=sheets.heading(year, table), may=sheets.stamps(year, reading.minutes()))
            == ALL_ACCOUNTED
        )


def test_the_registry(methodologist, years):
    for year in years:
        found = xlsx_cells(reading.fetched(methodologist, f"/results/{year.raw.pk}/registry.xlsx"))
        assert list(found) == ["Итоги", "Показатели", "Данные"]
        for (heading, cells), name in zip(found.values(), ("totals", "points", "answers"), strict=True):
            assert cells == in_xlsx(sheets.SHEETS[name](year))
            assert (
                reading.faults(heading, must=sheets.heading(year, name), may=sheets.stamps(year, reading.minutes()))
                == ALL_ACCOUNTED
            )


def test_every_school_s_result(methodologist, years):
    for year in years:
        for school in year.known:
            document = reading.fetched(methodologist, f"/results/maps/{school.raw.pk}/result.docx")
            assert reading.word_tables(document) == reading.result_tables(year, school)
            assert reading.word_result_faults(document, year, school) == ALL_ACCOUNTED
            pdf = reading.fetched(methodologist, f"/results/maps/{school.raw.pk}/result.pdf")
            assert reading.paper_result_faults(pdf, year, school) == ALL_ACCOUNTED
