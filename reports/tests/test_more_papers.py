"""Do the analysis of an indicator, the summary, every table and the school's DOCX hold the figures of a plain count?"""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from monitoring.models import ExpertMap
from monitoring.tests.cast import make_cycle
from reports.contexts.district import build_district
from reports.contexts.indicator_analysis import build_indicator_analysis
from reports.contexts.order import build_order
from reports.contexts.school_result import build_school_result
from reports.contexts.summary import build_summary
from reports.documents.indicator_docx import indicator_word
from reports.documents.order_docx import order_word
from reports.documents.papers import indicator_paper, order_paper, summary_paper
from reports.documents.school_docx import school_result_word
from reports.documents.statement_docx import statement_word
from reports.models import Requisites
from reports.queries.words import NO_WORDS
from reports.sheets.delimited import delimited
from reports.sheets.district_tables import TABLES
from reports.sheets.workbook import workbook
from reports.tests import expected
from reports.tests.counted import counted_schools, reached, total
from reports.tests.reading import csv_rows, docx_headings, docx_tables, docx_text, pdf_text, words, xlsx_rows
from reports.tests.said_shares import shares_of_schools
from reports.tests.year import AFTER_TERMS, loaded


def district_of(year):
    return build_district(loaded(year.cycle), at=AFTER_TERMS)


def rows_of(district, table: str) -> tuple[list, list]:
    """A table as XLSX and as CSV, without the titles of columns."""
    book = xlsx_rows(workbook([TABLES[table].sheet(district)], title="т"))
    return book[1:], csv_rows(delimited(TABLES[table].sheet(district)))[1:]


def test_an_indicator_s_analysis_in_word_and_on_paper(approved_year):
    analysis = build_indicator_analysis(district_of(approved_year), "1.2")
    document, paper = indicator_word(analysis), pdf_text(indicator_paper(analysis))
    table = docx_tables(document)["Таблица 1. Организации, к которым показатель применим, после проверки"]
    assert table[1:] == [
        ["МАОУ СОШ № 2", "60 из 180", "33,3 %", "0", "30"],
        ["МБОУ ООШ № 10", "40 из 60", "66,7 %", "1", "–"],
    ]
    for row in table[1:]:
        assert " ".join(row) in paper
    assert docx_tables(document)["Таблица 2. Причины исправлений при проверке и оценке"][1:] == [
        ["Посчитаны посещения", "1"]
    ]
    for text in (paper, docx_text(document)):
        assert "Показатель выполнила 1 из 2 организаций." in text
        assert "Проверка изменила баллы по 1 ответу: понижено 1, повышено 0." in text
    assert [text[:2] for style, text in docx_headings(document) if style == "Heading 2"] == ["1.", "2.", "3.", "4."]


def test_a_fact_has_no_numbers_and_every_code_an_analysis(approved_year):
    district = district_of(approved_year)
    counts = reached(counted_schools(approved_year))
    for code in expected.CODES:
        analysis = build_indicator_analysis(district, code)
        assert (sum(row.points == "1" for row in analysis.schools), len(analysis.schools)) == counts[code]
    fact = docx_tables(indicator_word(build_indicator_analysis(district, "2.1")))
    assert fact["Таблица 1. Организации, к которым показатель применим, после проверки"][0] == ["Организация", "Балл"]


def test_the_summary_as_counted_by_hand(approved_year):
    district, schools = district_of(approved_year), counted_schools(approved_year)
    book, plain = rows_of(district, "summary")
    paper = pdf_text(summary_paper(build_summary(district)))
    for row, text, school in zip(book, plain, schools, strict=False):
        final = [school.final[code] for code in expected.CODES]
        assert row == (school.name, *final, school.total, 23, school.total / 23, school.band)
        share = school.share.removesuffix(" %")
        assert text == [
            school.name,
            *("" if value is None else str(value) for value in final),
            str(school.total),
            "23",
            share,
            school.band,
        ]
        assert (
            f"{school.name} {' '.join('−' if value is None else str(value) for value in final)} {school.total}" in paper
        )
    counts = reached(schools)
    assert book[-2][:24] == ("Выполнили", *(counts[code][0] for code in expected.CODES))
    assert book[-1][:24] == ("Применим", *(counts[code][1] for code in expected.CODES))
    # Fewer than ten schools: numbers, not percentages.
    assert "Доля, %" not in paper
    assert "Выполнили " + " ".join(str(counts[code][0]) for code in expected.CODES) in paper


def test_of_fewer_than_ten_schools_no_per_cent_is_said(approved_year):
    """In no sentence, and in no table but of points and people: «2 из 3» stands where a share would."""
    district = district_of(approved_year)
    papers = [statement_word(district, NO_WORDS), order_word(build_order(district, NO_WORDS, Requisites()))]
    papers += [indicator_word(build_indicator_analysis(district, code)) for code in ("1.2", "2.1")]
    assert [shares_of_schools(docx_text(paper)) for paper in papers] == [[], [], [], []]
    heads = {caption: rows[0] for caption, rows in docx_tables(papers[0]).items()}
    groups = "Таблица 1. Степень эффективности организаций, участвующих в мониторинге"
    assert heads[groups] == ["Степень", "Школ", "Год назад", "Организации"]
    directions = [head for caption, head in heads.items() if "Показатели направления" in caption]
    assert directions == [["Показатель", "Школ", "За год", "Человек всего"]] * 3
    text = docx_text(papers[0])
    assert "Организаций меньше десяти, поэтому вместо их долей указано" in text
    assert "1.6 «Участники „Билета в будущее“» (2 из 2)" in text
    assert {row[3] for row in rows_of(district, "groups")[0]} == {None}


def test_tables_of_the_page_as_counted_by_hand(approved_year):
    district, schools = district_of(approved_year), counted_schools(approved_year)
    counts = reached(schools)
    indicators, indicators_csv = rows_of(district, "indicators")
    assert {row[0]: (row[3], row[4]) for row in indicators} == counts
    assert {row[0]: (int(row[3]), int(row[4])) for row in indicators_csv} == counts
    # Fewer than ten schools: their shares are blank, people's numbers stand.
    assert {row[5] for row in indicators} == {None}
    groups, _ = rows_of(district, "groups")
    bands = [school.band for school in schools]
    assert {row[0]: row[2] for row in groups} == {
        **{band: bands.count(band) for band in ("высокая", "средняя", "низкая")}, "карта не представлена": 1,
    }  # fmt: skip
    criteria, _ = rows_of(district, "criteria")
    final = dict.fromkeys(range(1, 8), 0)
    for school in schools:
        for code, value in school.final.items():
            final[int(code[0])] += value or 0
    assert {row[0]: row[3] for row in criteria} == final
    changed, _ = rows_of(district, "changed")
    differ = [s for s in schools if total(s.claimed) != total(s.verified)]
    assert changed == [
        (s.name, total(s.claimed), total(s.verified), total(s.verified) - total(s.claimed), s.total) for s in differ
    ]
    kinds, kinds_csv = rows_of(district, "kinds")
    assert [row[1] for row in kinds] == [int(row[1]) for row in kinds_csv]
    primary = next(school for school in schools if "НОШ" in school.name)
    assert next(row[3] for row in kinds if row[0] == "НОШ") == float(Fraction(primary.total, 23))


def test_no_cell_of_csv_is_a_formula(approved_year):
    school = approved_year.full.school
    school.short_name = '=HYPERLINK("http://example.org";"x")'
    school.save()
    cells = [
        cell
        for table in TABLES
        for row in csv_rows(delimited(TABLES[table].sheet(district_of(approved_year))))
        for cell in row
    ]
    assert [cell for cell in cells if cell.startswith(("=", "+", "@", "\t"))] == []
    assert "'" + school.short_name in cells


def test_a_school_s_word_says_what_its_paper_says(approved_year):
    result = build_school_result(ExpertMap.objects.with_context().get(pk=approved_year.full.pk), at=AFTER_TERMS)
    document, school = school_result_word(result), counted_schools(approved_year)[0]
    tables = docx_tables(document)
    rows = {row[0].split(" ")[0]: row for row in tables["Таблица 3. Показатели: ответ школы и баллы"][1:]}
    for code in expected.CODES:
        points = [school.claimed[code], school.verified[code], school.final[code]]
        assert rows[code][2:] == ["–" if value is None else str(value) for value in points]
    assert tables["Таблица 2. Баллы по критериям"][-1] == ["Всего", str(total(school.claimed)), str(school.total), "23"]
    text = docx_text(document)
    for item in result.recommendations:
        assert words(f"{item.code} {item.title}. {item.observed}. {item.advice}") in text


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_served_and_follow_the_filters(approved_year, client_of, table):
    client = client_of(approved_year.observer)
    for kind, type_ in (
        ("csv", "text/csv; charset=utf-8"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ):
        answer = client.get(reverse("reports:district_table", args=[approved_year.cycle.pk, table, kind]))
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, type_)
    if table == "totals":
        there = reverse("reports:district_table", args=[approved_year.cycle.pk, table, "csv"])
        assert [row[0] for row in csv_rows(client.get(there, {"kind": "primary"}).content)[1:]] == ["МБОУ НОШ № 5"]


def test_documents_are_served_and_unknown_ones_are_not(approved_year, client_of):
    client, cycle = client_of(approved_year.observer), approved_year.cycle.pk
    for name, more in (
        ("district_docx", []), ("order_docx", []), ("indicator_paper", ["1.2", "docx"]), ("summary_pdf", []),
        ("order_pdf", []), ("indicator_paper", ["7.1", "pdf"]),
    ):  # fmt: skip
        assert (name, client.get(reverse(f"reports:{name}", args=[cycle, *more])).status_code) == (name, 200)
    school = reverse("reports:school_result_docx", args=[approved_year.full.pk])
    absent = reverse("reports:school_result_docx", args=[approved_year.absent.pk])
    assert (client.get(school).status_code, client_of(approved_year.silent_head).get(absent).status_code) == (200, 302)
    for name, more in (
        ("indicator_paper", ["9.9", "pdf"]), ("indicator_paper", ["1.2", "exe"]),
        ("district_table", ["nothing", "csv"]), ("district_table", ["groups", "exe"]),
    ):  # fmt: skip
        assert client.get(reverse(f"reports:{name}", args=[cycle, *more])).status_code == 404


def test_a_district_without_schools_has_every_document(municipality, methodology, coordinator):
    """Tagged, in Russian, titled: as the documents of a full year."""
    district = build_district(loaded(make_cycle(municipality, methodology, coordinator)), at=AFTER_TERMS)
    order = build_order(district, NO_WORDS, Requisites())
    papers = (
        order_paper(order), summary_paper(build_summary(district)),
        indicator_paper(build_indicator_analysis(district, "1.2")),
    )  # fmt: skip
    titles = []
    for pdf in papers:
        root, read = PdfReader(BytesIO(pdf)).trailer["/Root"], PdfReader(BytesIO(pdf))
        assert (root["/Lang"], root["/MarkInfo"]["/Marked"].value) == ("ru", True)
        titles.append(words(read.metadata.title))
    assert [title.split(" ")[0] for title in titles] == ["Приказ.", "Сводная", "Анализ"]
    assert "В цикле мониторинга нет ни одной" in docx_text(statement_word(district, NO_WORDS))
    assert docx_tables(order_word(order)) == {}
    assert [len(rows_of(district, table)[0]) for table in ("totals", "answers", "deficits", "changed")] == [0, 0, 0, 0]
