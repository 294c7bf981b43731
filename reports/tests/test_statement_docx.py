"""Does the DOCX of the справка hold every figure of the PDF and of the raw answers, and can it be signed as it is?"""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from reports.contexts.district import build_district
from reports.contexts.statement import build_statement
from reports.documents.papers import statement_paper
from reports.documents.statement_docx import statement_word
from reports.queries.words import NO_WORDS, Written
from reports.sheets.registry import registry_workbook
from reports.tests import expected
from reports.tests.counted import counted_schools, percent, reached, total
from reports.tests.reading import docx_headings, docx_tables, docx_text, pdf_text, words, xlsx_rows
from reports.tests.year import AFTER_TERMS, copies, loaded

SIGNS = {1: "1", 0: "0", None: "−"}


def district_of(year):
    return build_district(loaded(year.cycle), at=AFTER_TERMS)


def word_of(year, written=NO_WORDS) -> bytes:
    return statement_word(district_of(year), written)


@pytest.fixture
def opened(approved_year):
    return docx.Document(BytesIO(word_of(approved_year)))


def matrix(tables) -> dict[str, list[str]]:
    rows = next(table for caption, table in tables.items() if "Итоговые баллы" in caption)
    return {row[0]: row[1:] for row in rows[1:]}


def test_every_school_as_counted_by_hand_in_word_paper_and_workbook(approved_year):
    district, schools = district_of(approved_year), counted_schools(approved_year)
    in_word = matrix(docx_tables(statement_word(district, NO_WORDS)))
    paper = pdf_text(statement_paper(district, NO_WORDS))
    book = {row[0]: row[1:] for row in xlsx_rows(registry_workbook(district), "Показатели")}
    for school in schools:
        run = [SIGNS[school.final[code]] for code in expected.CODES]
        said = [*run, str(school.total), school.share, school.band]
        assert in_word[school.name] == said
        assert f"{school.name} {' '.join(said)}" in paper
        assert book[school.name] == (*(school.final[code] for code in expected.CODES), school.total)
    assert in_word["МБОУ СОШ № 20"] == ["карта не представлена"]


def test_every_indicator_and_sum_as_counted_by_hand(approved_year):
    district, schools = district_of(approved_year), counted_schools(approved_year)
    tables, paper = docx_tables(statement_word(district, NO_WORDS)), pdf_text(statement_paper(district, NO_WORDS))
    lines = {row[0].split(" ")[0]: row for caption, rows in tables.items() if "направления" in caption for row in rows}
    for code, (reaching, able) in reached(schools).items():
        assert lines[code][1:3] == [f"{reaching} из {able}", "–"]  # not compared; of so few schools no share is said
        assert f"{reaching} из {able} –" in paper
    sums = [sum(total(points) for points in kind) for kind in (
        [school.claimed for school in schools], [school.verified for school in schools],
        [school.final for school in schools],
    )]  # fmt: skip
    verified = f"после контроля объективности — {sums[1]} баллов, итоговая сумма — {sums[2]}"
    said = f"организации заявили {sums[0]} балл, {verified}"
    mean = percent(sum((Fraction(100 * school.total, 23) for school in schools), Fraction(0)) / len(schools))
    for text in (paper, docx_text(statement_word(district, NO_WORDS))):
        assert said in text
        assert f"Средний результат — {mean}" in text


def test_words_and_paper_say_the_same_sentences(approved_year):
    written = {"overall": Written(1, "Своими словами.\n\n– раз\n3. три", "", "Иванова И. И.", AFTER_TERMS)}
    district = district_of(approved_year)
    text = docx_text(statement_word(district, written))
    for section in build_statement(district, written).sections:
        for block in section.blocks:
            assert [p.text for p in block.passages if words(p.text) not in text] == []
    assert "Своими словами. – раз 3. три" in text
    assert "Средний результат —" not in text


@pytest.mark.slow
def test_a_district_of_165_schools_loses_nobody(approved_year):
    copies(approved_year.full, 161)
    rows = matrix(docx_tables(word_of(approved_year)))
    first = counted_schools(approved_year)[0]
    said = [*(SIGNS[first.final[code]] for code in expected.CODES), str(first.total), first.share, first.band]
    assert len(rows) == 165
    assert sum(row == said for row in rows.values()) == 162


def test_headings_are_headings(approved_year):
    found = docx_headings(word_of(approved_year))
    assert found[0] == ("Heading 1", "АНАЛИТИЧЕСКАЯ СПРАВКА")
    assert [text for style, text in found if style == "Heading 2"] == [
        "1. Основание и цель", "2. Организация и методы", "3. Общие результаты", "4. Результаты по направлениям",
        "5. Сверка и достоверность", "6. Эффективные практики", "7. Выводы", "8. Предложения",
        "Результаты организаций по показателям",
    ]  # fmt: skip
    assert [text[:4] for style, text in found if style == "Heading 3"] == ["4.1.", "4.2.", "4.3."]


def test_pages_and_properties_are_the_standard_s(approved_year, opened):
    properties = opened.core_properties
    assert (properties.language, properties.author) == ("ru-RU", approved_year.full.municipality.department)
    assert words(properties.title).startswith("Аналитическая справка по результатам мониторинга")
    upright, wide = opened.sections
    assert [round(value / Mm(1)) for value in (
        upright.top_margin, upright.right_margin, upright.bottom_margin, upright.left_margin,
    )] == [20, 10, 20, 30]  # fmt: skip
    assert (upright.page_width < upright.page_height, wide.page_width > wide.page_height) == (True, True)
    # The number stands on top from the second page on, and on the appendix too.
    field = upright.header.paragraphs[0]._p.find(qn("w:fldSimple"))
    assert field.get(qn("w:instr")) == "PAGE"
    assert upright.different_first_page_header_footer is True
    assert (wide.different_first_page_header_footer, wide.header.is_linked_to_previous) == (False, True)


def test_table_heads_are_repeated_and_rows_stay_whole(opened):
    for table in opened.tables:
        marks = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert (marks[0], any(marks[1:])) == (True, False)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_margins_are_the_municipality_s(approved_year):
    place = approved_year.full.municipality
    place.margin_left_mm, place.margin_right_mm, place.margin_top_mm, place.margin_bottom_mm = 35, 15, 25, 22
    place.codes, place.executor_name, place.executor_phone = "ОКПО 12345678", "Иванова И. И.", "21-22-23"
    place.save()
    document = word_of(approved_year)
    upright = docx.Document(BytesIO(document)).sections[0]
    assert [round(value / Mm(1)) for value in (
        upright.top_margin, upright.right_margin, upright.bottom_margin, upright.left_margin,
    )] == [25, 15, 22, 35]  # fmt: skip
    for text in (docx_text(document), pdf_text(statement_paper(district_of(approved_year), NO_WORDS))):
        assert "ОКПО 12345678" in text
        assert "Исполнитель: Иванова И. И., тел. 21-22-23" in text


def test_before_approval_it_says_so(played_year):
    assert "ПРЕДВАРИТЕЛЬНО. Результаты ещё не утверждены и могут измениться." in docx_text(word_of(played_year))


def test_poison_is_text(approved_year):
    school = approved_year.full.school
    school.short_name = "<w:t>&amp;\x07]]></w:t>"
    school.save()
    assert "<w:t>&amp;]]></w:t>" in matrix(docx_tables(word_of(approved_year)))


def test_every_heading_is_black_and_in_the_typeface_of_the_text(opened):
    used = {paragraph.style.name for paragraph in opened.paragraphs if paragraph.style.name.startswith("Heading")}
    styles = [opened.styles[name] for name in sorted(used)]
    assert [(style.name, str(style.font.color.rgb), style.font.name) for style in styles] == [
        (f"Heading {level}", "000000", "PT Serif") for level in (1, 2, 3)
    ]
