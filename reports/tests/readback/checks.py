"""Does a document say what we count, all of it, and not one figure more? Each check fetches, reads and compares."""

from __future__ import annotations

from django.test import Client

from monitoring.models import Evidence
from reports.tests.readback import district_page, indicator_page, papers, reading, school_page, sheets, statement
from reports.tests.readback.accounting import ALL_ACCOUNTED, paper_text
from reports.tests.readback.act import RULES
from reports.tests.readback.cells import csv_cells, in_csv, in_xlsx, trimmed, xlsx_cells
from reports.tests.readback.page import page_text
from reports.tests.readback.points import School
from reports.tests.readback.reading import faults, fetched
from reports.tests.readback.year import Year
from reports.tests.reading import docx_text


def check_statement_in_words(client: Client, year: Year) -> None:
    document = fetched(client, f"/results/{year.raw.pk}/report.docx")
    assert reading.word_tables(document) == reading.statement_tables(year)
    assert reading.word_statement_faults(document, year) == ALL_ACCOUNTED


def check_statement_on_paper(client: Client, year: Year) -> None:
    pdf = fetched(client, f"/results/{year.raw.pk}/report.pdf")
    assert reading.paper_statement_faults(pdf, year) == ALL_ACCOUNTED


def check_table(client: Client, year: Year, table: str) -> None:
    address, rows = f"/results/{year.raw.pk}/tables/{table}", sheets.SHEETS[table](year)
    [(heading, cells)] = xlsx_cells(fetched(client, f"{address}.xlsx")).values()
    assert cells == in_xlsx(rows)
    assert trimmed(csv_cells(fetched(client, f"{address}.csv"))) == in_csv(rows)
    check_heading(heading, year, table)


def check_registry(client: Client, year: Year) -> None:
    found = xlsx_cells(fetched(client, f"/results/{year.raw.pk}/registry.xlsx"))
    assert list(found) == ["Итоги", "Показатели", "Данные"]
    for (heading, cells), table in zip(found.values(), ("totals", "points", "answers"), strict=True):
        assert cells == in_xlsx(sheets.SHEETS[table](year))
        check_heading(heading, year, table)


def check_heading(heading: str, year: Year, table: str) -> None:
    made = sheets.stamps(year, reading.minutes())
    assert faults(heading, must=sheets.heading(year, table), may=made) == ALL_ACCOUNTED


def check_district_page(client: Client, year: Year) -> None:
    """Titles of evidence are the schools' own words."""
    titles = set(Evidence.objects.filter(expert_map__cycle=year.raw.pk).values_list("title", flat=True))
    text = page_text(fetched(client, f"/results/{year.raw.pk}/"))
    found = faults(text, must=district_page.everything(year), may=[*district_page.drawn(year), *titles])
    assert found == ALL_ACCOUNTED


def check_indicator_pages(client: Client, year: Year) -> None:
    for code in RULES if year.known else ():
        text = page_text(fetched(client, f"/results/{year.raw.pk}/indicators/{code}/"))
        must, may = indicator_page.everything(year, code), indicator_page.official(code)
        assert (code, faults(text, must=must, may=may)) == (code, ALL_ACCOUNTED)


def check_order(client: Client, year: Year) -> None:
    """Without a single result there is nothing to order."""
    if not year.known:
        refused = [client.get(f"/results/{year.raw.pk}/order.{kind}").status_code for kind in ("docx", "pdf")]
        assert refused == [302, 302]
        return
    rows = papers.order_rows(year)
    document = fetched(client, f"/results/{year.raw.pk}/order.docx")
    assert reading.word_tables(document) == {papers.ORDER_CAPTION: reading.plain_rows(rows)}
    assert faults(docx_text(document), must=papers.order(year), may=_around(year)) == ALL_ACCOUNTED
    pdf = fetched(client, f"/results/{year.raw.pk}/order.pdf")
    must = [*papers.order(year), *map(" ".join, rows)]
    assert faults(paper_text(pdf), must=must, may=_around(year)) == ALL_ACCOUNTED


def _around(year: Year) -> list[str]:
    """To be asked after the document has come: it bears the minute it was made in."""
    return list(statement.letterhead(year, reading.minutes()))


def check_summary(client: Client, year: Year) -> None:
    pdf = fetched(client, f"/results/{year.raw.pk}/summary.pdf")
    around = [statement.MATRIX_HEAD, *sheets.stamps(year, reading.minutes())]
    assert faults(paper_text(pdf), must=papers.summary(year), may=around) == ALL_ACCOUNTED


def check_analysis_in_words(client: Client, year: Year, code: str) -> None:
    document = fetched(client, f"/results/{year.raw.pk}/indicators/{code}/analysis.docx")
    tables = papers.analysis_tables(year, code)
    assert reading.word_tables(document) == {name: reading.plain_rows(rows) for name, rows in tables.items()}
    around = [*_around(year), *indicator_page.official(code)]
    assert faults(docx_text(document), must=papers.analysis(year, code), may=around) == ALL_ACCOUNTED


def check_analysis_on_paper(client: Client, year: Year, code: str) -> None:
    pdf = fetched(client, f"/results/{year.raw.pk}/indicators/{code}/analysis.pdf")
    rows = [" ".join(row) for rows in papers.analysis_tables(year, code).values() for row in rows]
    around = [*_around(year), *indicator_page.official(code)]
    text = paper_text(pdf, has_lone_signs=RULES[code].threshold is None)
    assert faults(text, must=[*papers.analysis(year, code), *rows], may=around) == ALL_ACCOUNTED


def check_school_page(client: Client, year: Year, school: School) -> None:
    text = page_text(fetched(client, f"/results/maps/{school.raw.pk}/"))
    assert faults(text, must=school_page.everything(year, school)) == ALL_ACCOUNTED


def check_result_in_words(client: Client, year: Year, school: School) -> None:
    document = fetched(client, f"/results/maps/{school.raw.pk}/result.docx")
    assert reading.word_tables(document) == reading.result_tables(year, school)
    assert reading.word_result_faults(document, year, school) == ALL_ACCOUNTED


def check_result_on_paper(client: Client, year: Year, school: School) -> None:
    pdf = fetched(client, f"/results/maps/{school.raw.pk}/result.pdf")
    assert reading.paper_result_faults(pdf, year, school) == ALL_ACCOUNTED
