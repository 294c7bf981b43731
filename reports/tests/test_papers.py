"""Is a document what an official can sign: tagged, in Russian, with its typefaces inside and the page's own figures?"""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from monitoring.models import ExpertMap
from monitoring.tests.cast import make_cycle
from reports.contexts.district import build_district
from reports.contexts.school_result import build_school_result
from reports.contexts.sections import Section
from reports.contexts.statement import build_statement
from reports.documents.papers import school_result_paper, statement_paper
from reports.documents.printing import BundledFetcher, RefusedAddress, bundled_path
from reports.documents.rendering import font_folders, render_pdf
from reports.queries.words import NO_WORDS
from reports.tests.pdf_ua.failing import failures
from reports.tests.year import AFTER_TERMS, copies, loaded

MM = 72 / 25.4
MARGINS_MM = {"margin_top_mm": 20, "margin_right_mm": 10, "margin_bottom_mm": 20, "margin_left_mm": 30}


def district_of(year):
    return build_district(loaded(year.cycle), at=AFTER_TERMS)


def statement_of(cycle) -> bytes:
    return statement_paper(build_district(loaded(cycle), at=AFTER_TERMS), NO_WORDS)


def result_of(expert_map):
    return build_school_result(ExpertMap.objects.with_context().get(pk=expert_map.pk), at=AFTER_TERMS)


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def words(text: str) -> str:
    """Lines joined, every kind of space one space; a word broken at its own hyphen is whole again."""
    return " ".join(text.split()).replace("- ", "-")


def text_of(pdf: bytes) -> str:
    """Without page numbers, which would stand inside a sentence that runs over to the next page."""
    pages = [words(page.extract_text()) for page in read(pdf).pages]
    return " ".join(text.removesuffix(f" {number}") for number, text in enumerate(pages, start=1))


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Typefaces with whether each is embedded."""
    found = {}
    for page in read(pdf).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            kept = font.get_object()
            for one in kept.get("/DescendantFonts", [kept]):
                descriptor = one.get_object()["/FontDescriptor"].get_object()
                found[kept["/BaseFont"].split("+")[-1]] = bool({"/FontFile2", "/FontFile3"} & set(descriptor))
    return found


@pytest.fixture(scope="module")
def printed() -> dict[str, bytes]:
    """Documents of the year as it stands, printed once: a second each."""
    return {}


@pytest.fixture
def papers(approved_year, printed) -> dict[str, bytes]:
    if not printed:
        printed["statement"] = statement_paper(district_of(approved_year), NO_WORDS)
        printed["school"] = school_result_paper(result_of(approved_year.full))
    return printed


def test_documents_are_tagged_titled_and_in_russian(papers):
    for pdf in papers.values():
        root = read(pdf).trailer["/Root"]
        assert root["/Lang"] == "ru"
        assert root["/MarkInfo"]["/Marked"].value is True
        assert isinstance(root["/StructTreeRoot"].get_object(), DictionaryObject)
        assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
        assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert read(papers["statement"]).metadata.title == (
        "Аналитическая справка по результатам мониторинга системы работы по самоопределению и профессиональной "
        "ориентации обучающихся за 2025/2026 учебный год"
    )
    assert read(papers["school"]).metadata.title == "Результаты мониторинга за 2025/2026 учебный год: МАОУ СОШ №\u00a02"


def test_no_condition_of_pdf_ua_fails(papers):
    assert {name: failures(pdf) for name, pdf in papers.items()} == {"statement": [], "school": []}


def test_only_our_typefaces_and_all_embedded(papers):
    for pdf in papers.values():
        fonts = fonts_of(pdf)
        assert {name.split("-Bold")[0].split("-Italic")[0] for name in fonts} == {"PT-Serif", "PT-Sans"}
        assert set(fonts.values()) == {True}


def test_every_chart_has_its_figures_in_words(papers):
    for pdf in papers.values():
        alts = [element["/Alt"] for element in _figures(read(pdf).trailer["/Root"]["/StructTreeRoot"])]
        assert len(alts) > 0
        assert all(alts)


def _figures(element):
    element = element.get_object()
    if isinstance(element, DictionaryObject):
        if element.get("/S") == "/Figure":
            yield element
        for kid in element.get("/K", []) if isinstance(element.get("/K"), list) else []:
            yield from _figures(kid)


def test_headings_are_bookmarks(papers):
    def titles(outline):
        for entry in outline:
            if isinstance(entry, list):
                yield from titles(entry)
            else:
                yield entry.title

    found = [title for title in titles(read(papers["statement"]).outline) if re.match(r"\d\. ", title)]
    assert found == [
        "1. Основание и цель", "2. Организация и методы", "3. Общие результаты", "4. Результаты по направлениям",
        "5. Сверка и достоверность", "6. Эффективные практики", "7. Выводы", "8. Предложения",
    ]  # fmt: skip


def test_pages_are_numbered_from_the_second_and_the_appendix_lies(papers):
    pages = read(papers["statement"]).pages
    last_words = [page.extract_text().split()[-1] for page in pages]
    assert last_words[1:] == [str(number) for number in range(2, len(pages) + 1)]
    assert last_words[0] != "1"
    sizes = [(round(page.mediabox.width / MM), round(page.mediabox.height / MM)) for page in pages]
    assert (sizes[0], sizes[-1]) == ((210, 297), (297, 210))


def test_the_margin_is_the_municipality_s(approved_year):
    def left_edge(year):
        edges = []
        page = read(school_result_paper(result_of(year.full))).pages[0]
        page.extract_text(visitor_text=lambda text, cm, tm, *_: edges.append((text, cm[0] * tm[4] + cm[4])))
        return min(edge for text, edge in edges if text.strip().startswith("1. Итог"))

    usual, municipality = left_edge(approved_year), approved_year.full.municipality
    municipality.margin_left_mm = 40
    municipality.save()
    assert round((left_edge(approved_year) - usual) / MM) == 10


def test_the_statement_says_the_page_s_figures(approved_year, papers):
    text, district = text_of(papers["statement"]), district_of(approved_year)
    statement = build_statement(district)
    for paragraph in (*statement.basis, *statement.organisation, *statement.overall, *statement.trust):
        assert words(paragraph) in text
    for row in statement.matrix:
        if row.run:
            result = row.school.result
            line = f"{row.school.name} {row.run} {result.points} {result.share} {result.band.title}"
            assert words(line) in text
    assert "МБОУ СОШ № 20 карта не представлена" in text
    assert "А. А. Примерный" in text
    assert "Документ сформирован 05.11.2026 в 10:14 (UTC+5) по утверждённым результатам." in text


def test_the_school_s_paper_says_the_page_s_figures(approved_year, papers):
    text, result = text_of(papers["school"]), result_of(approved_year.full)
    for row in result.indicators:
        assert words(row.working) in text
    for item in result.recommendations:
        assert words(f"{item.code} {item.title}. {item.observed}. {item.advice}") in text
    assert words(f"Всего {result.claimed} {result.verified} {result.result.points}") in text


def test_before_approval_both_say_so(played_year):
    marked = "ПРЕДВАРИТЕЛЬНО. Результаты ещё не утверждены и могут измениться."
    assert marked in text_of(statement_paper(district_of(played_year), NO_WORDS))
    assert marked in text_of(school_result_paper(result_of(played_year.full)))


@pytest.mark.slow
def test_headers_are_repeated_and_no_row_is_lost(approved_year):
    copies(approved_year.full, 60)
    pages = [words(page.extract_text()) for page in read(statement_paper(district_of(approved_year), NO_WORDS)).pages]
    appendix = [page for page in pages if "1.1 1.2 1.3" in page]
    assert len(appendix) > 1
    assert all("Балл Доля Степень" in page for page in appendix)
    assert sum(len(re.findall(r"0 0 1 1 1 1 0 1 0 1 1 1 1 1 0 0 0 0 1 1 1 0 0 13", page)) for page in appendix) == 61


def test_small_districts_have_a_paper_too(municipality, methodology, coordinator, school, now):
    one = make_cycle(municipality, methodology, coordinator)
    assert "ни одна карта пока не представлена" in text_of(statement_of(one))
    school.is_active = False
    school.save()
    none = make_cycle(municipality, methodology, coordinator, year=2026)
    assert "В цикле мониторинга нет ни одной" in text_of(statement_of(none))


def test_poison_stays_text(approved_year):
    school, municipality = approved_year.full.school, approved_year.full.municipality
    poison = "<script>alert(1)</script><img src='file:///etc/passwd'>"
    school.short_name, school.name = poison, f"{poison} {'Длинное' * 60}"
    school.save()
    municipality.department = f"</div>{poison}"
    municipality.save()
    assert poison in text_of(school_result_paper(result_of(approved_year.full)))
    assert poison in text_of(statement_paper(district_of(approved_year), NO_WORDS))


@pytest.mark.slow
def test_a_name_of_120_characters_breaks_inside_its_column(approved_year):
    school = approved_year.full.school
    school.short_name = "Ш" * 120
    school.save()
    lines = [
        line
        for page in read(statement_paper(district_of(approved_year), NO_WORDS)).pages
        for line in page.extract_text().split("\n")
    ]
    longest = max(len(found) for line in lines for found in re.findall("Ш{3,}", line))
    assert longest < 60


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/x.png", "https://example.org/x.css", "file:///etc/passwd", "data:text/css,*{}", "ftp://x/y",
        "bundled:../../secret_key", "bundled:/etc/passwd", "bundled:unknown.ttf", "bundled:",
    ],
)  # fmt: skip
def test_nothing_but_bundled_names_is_fetched(address):
    with pytest.raises(RefusedAddress):
        BundledFetcher(font_folders()).fetch(address)


def test_bundled_typefaces_are_answered():
    assert bundled_path("PT_Serif-Web-Bold.ttf", font_folders()).name == "PT_Serif-Web-Bold.ttf"
    assert BundledFetcher(font_folders()).fetch("bundled:PT_Sans-Web-Regular.ttf").read(4) == b"\x00\x01\x00\x00"


def test_a_document_that_asks_for_more_is_made_without_it(settings, tmp_path):
    (tmp_path / "asking.html").write_text(
        '<html lang="ru"><title>т</title><link rel="stylesheet" href="http://127.0.0.1:9/x.css">'
        '<img src="file:///etc/hostname" alt="х"><p>Текст</p></html>'
    )
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]
    assert text_of(render_pdf("asking.html", {}, MARGINS_MM)) == "Текст х"


def test_numbers_are_printed_as_they_were_typed(settings, tmp_path):
    """A list after a paragraph goes on counting, or begins where a person began it, as on the page and in Word."""
    (tmp_path / "typed.html").write_text(
        '<html lang="ru"><title>т</title>{% include "documents/_passages.html" with section=said %}</html>'
    )
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    said = Section("key", "т", "1. раз\n2. два\n\nДалее:\n\n3. три\n7. семь\n\nСнова:\n\n1. раз", None)
    lines = text_of(render_pdf("typed.html", {"said": said}, MARGINS_MM)).split()
    assert sorted(word for word in lines if word[0].isdigit()) == ["1.", "1.", "2.", "3.", "7."]
