"""Do both forms of the protocol say what the raw answers come to, school by school, and nothing else?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from monitoring.domain.commission import Requisites, put_member, write_requisites
from monitoring.domain.evaluation import complete_evaluation, resume_evaluation, set_final
from monitoring.domain.objection import decide_objection, raise_objection
from monitoring.domain.reopening import approve_revised, reopen_result
from monitoring.models import Objection
from monitoring.tests import stories
from monitoring.tests.stories import again
from reports.contexts.protocol import AGENDA, build_protocol
from reports.documents.papers import protocol_paper
from reports.documents.protocol_docx import DRAFT, protocol_document
from reports.tests import expected
from reports.tests.test_papers import fonts_of, read, text_of, words
from reports.tests.year import AFTER_TERMS, copies, loaded

PEOPLE = [
    ("Председателев Павел Петрович", "начальник отдела образования", "chair"),
    ("Секретарева Светлана Сергеевна", "методист", "secretary"),
    ("Членов Чеслав Чеславович", "директор методического центра", "member"),
]


def seat(cycle, by, people=PEOPLE):
    for full_name, position, role in people:
        put_member(cycle=cycle, member=None, full_name=full_name, position=position, role=role, by=by, at=stories.NOW)


@pytest.fixture
def disputed_year(played_year):
    """Two objections of the full school: 6.2 satisfied, 7.1 rejected; the commission is named."""
    year = played_year
    resume_evaluation(expert_map=again(year.full), reason="Возражения", by=year.methodologist, at=stories.NOW)
    for code, outcome in (("6.2", "satisfied"), ("7.1", "rejected")):
        raise_objection(
            expert_map=again(year.full), code=code, text=f"Не учтены выпускники: {code}", by=year.head, at=stories.NOW
        )
        objection = Objection.objects.get(answer__expert_map=year.full, answer__code=code)
        decide_objection(
            objection=objection, outcome=outcome, decision="Проверено по спискам", by=year.methodologist, at=stories.NOW
        )
    complete_evaluation(expert_map=again(year.full), by=year.methodologist, at=stories.NOW)
    seat(year.cycle, year.methodologist)
    return replace(year, full=again(year.full))


@pytest.fixture
def approved(disputed_year):
    cycle = stories.approved(disputed_year.cycle, by=disputed_year.coordinator)
    cycle.protocol_date = date(2026, 11, 2)
    cycle.save()
    return disputed_year


def protocol_of(year):
    return build_protocol(loaded(year.cycle), at=AFTER_TERMS)


def by_hand(year) -> dict[str, tuple[str, ...]]:
    """(claimed, verified, final of maximum, share, band) of every school from the raw answers, by plain counting."""
    corrected = {year.full.pk: {"1.2": 0, "2.1": 0}}  # 60 of 180 is below a half; the contract was not shown
    decided = {year.full.pk: {"4.3": 0, "6.2": 1}}  # lowered by the methodologist; the objection satisfied
    rows = {}
    for row in (year.full, year.basic, year.primary):
        claimed = expected.points(year.answers[row.pk], row.levels)
        verified = claimed | corrected.get(row.pk, {})
        final = verified | decided.get(row.pk, {})
        sums = [sum(filter(None, points.values())) for points in (claimed, verified, final)]
        percent = 100 * sums[2] / 23
        band = "высокая" if percent >= 80 else "средняя" if percent >= 60 else "низкая"
        share = f"{percent:.1f}".replace(".", ",")
        rows[words(row.school.short_name)] = (str(sums[0]), str(sums[1]), f"{sums[2]} из 23", f"{share} %", band)
    rows[words(year.absent.school.short_name)] = ("карта не представлена",)
    return rows


def tables_of(document: bytes) -> dict[str, list[list[str]]]:
    """Rows of texts by the caption above the table; a merged cell once."""
    opened = docx.Document(BytesIO(document))
    tables, captions = opened.tables, [p.text for p in opened.paragraphs if p.style.name == "Caption"]
    return {caption: [_texts(row) for row in table.rows] for caption, table in zip(captions, tables, strict=True)}


def _texts(row) -> list[str]:
    cells = {id(cell._tc): cell.text for cell in row.cells}
    return [words(text) for text in cells.values()]


def test_the_docx_holds_every_school_as_counted_by_hand(approved):
    table = tables_of(protocol_document(protocol_of(approved)))["Таблица 4. Организации в порядке реестра"]
    assert {row[0]: tuple(row[1:]) for row in table[1:]} == by_hand(approved)


def test_the_pdf_holds_every_school_as_counted_by_hand(approved):
    text = text_of(protocol_paper(protocol_of(approved)))
    appendix = text[text.index("Приложение Баллы") :]
    lines = [f"{name} {' '.join(said)}" for name, said in by_hand(approved).items()]
    assert [line for line in lines if line not in appendix] == []


def test_both_forms_hold_the_same_words_and_figures(approved):
    """Every heading, paragraph and cell of the DOCX stands in the PDF, in the words of the same object."""
    protocol = protocol_of(approved)
    pdf, document = text_of(protocol_paper(protocol)), protocol_document(protocol)
    said = [words(text) for text in (*protocol.heard, *protocol.decided, *protocol.agenda)]
    assert [text for text in said if text not in pdf] == []
    texts = words(" ".join(p.text for p in docx.Document(BytesIO(document)).paragraphs))
    assert [text for text in said if text not in texts] == []
    cells = {cell for rows in tables_of(document).values() for row in rows[1:] for cell in row if cell != "–"}
    flat = pdf.replace(" ", "")
    assert [cell for cell in cells if cell.split("(")[0].replace(" ", "") not in flat] == []


def test_what_was_heard_and_decided_is_drawn_from_the_figures(approved):
    protocol = protocol_of(approved)
    sums = [int(row[0]) for row in by_hand(approved).values() if len(row) == 5]
    assert words(protocol.heard[1]).startswith(f"По проверенным картам самооценка составила {sum(sums)} балл")
    assert words(protocol.heard[2]) == (
        "Подано 2 возражения от 1 организации: удовлетворено — 1, отклонено — 1 (таблица 2)."
    )
    assert words(protocol.heard[3]) == (
        "Итоговый балл отличается от проверенного по 2 показателям у 1 организации; причины — в таблице 3."
    )
    bands = [row[-1] for row in by_hand(approved).values() if len(row) == 5]
    degrees = ", ".join(f"{band} — {bands.count(band)}" for band in ("высокая", "средняя", "низкая"))
    assert [words(text) for text in protocol.decided] == [
        f"Утвердить итоговые баллы и степень эффективности организаций согласно приложению: {degrees}.",
        "По возражениям: удовлетворить 1, отклонить 1; решения и их причины — в таблице 2.",
        "Указать в отдельной группе «карта не представлена», без баллов и степени, 1 организацию: МБОУ СОШ № 20.",
        "Довести результаты до сведения руководителей организаций.",
    ]
    assert [(line.code, line.verified, line.final) for line in protocol.changed] == [("4.3", 1, 0), ("6.2", 0, 1)]
    assert [(line.code, line.outcome, line.points) for line in protocol.objections] == [
        ("6.2", "удовлетворено", 1),
        ("7.1", "отклонено", None),
    ]


def test_before_approval_it_is_a_draft(disputed_year):
    protocol = protocol_of(disputed_year)
    assert (protocol.is_draft, DRAFT in text_of(protocol_paper(protocol))) == (True, True)
    assert DRAFT in [p.text for p in docx.Document(BytesIO(protocol_document(protocol))).paragraphs]
    assert protocol.decided[-1] == "Представить результаты на утверждение координатору мониторинга."


def test_an_approved_one_is_no_draft_and_has_its_number_and_day(approved):
    protocol = protocol_of(approved)
    text = text_of(protocol_paper(protocol))
    assert ("ПРОЕКТ" in text, "2 ноября 2026 г. № 4" in text) == (False, True)
    assert ("____________ П. П. Председателев" in text, "____________ Ч. Ч. Членов" in text) == (True, True)


def test_requisites_of_the_screen_stand_in_the_draft(disputed_year):
    write_requisites(
        cycle=disputed_year.cycle,
        requisites=Requisites("5-пр", date(2026, 11, 1), "кабинет 3", "О первом\n\nО втором"),
        by=disputed_year.coordinator,
        at=stories.NOW,
    )
    protocol = protocol_of(disputed_year)
    assert (words(protocol.dated), words(protocol.numbered), protocol.place, protocol.agenda) == (
        "1 ноября 2026 г.",
        "№ 5-пр",
        "кабинет 3",
        ("О первом", "О втором"),
    )


def test_without_a_chair_and_a_secretary_it_says_who_is_missing(played_year):
    protocol = protocol_of(played_year)
    assert (protocol.missing, protocol.agenda) == (("председатель", "секретарь"), AGENDA)


def test_a_revised_result_is_told_with_what_it_was(approved):
    year = approved
    reopen_result(expert_map=again(year.basic), reason="Найден договор", by=year.coordinator, at=AFTER_TERMS)
    before = again(year.basic).final_points
    set_final(
        expert_map=again(year.basic),
        code="1.1",
        points=1,
        reason="Учтён договор",
        by=year.methodologist,
        at=AFTER_TERMS,
    )
    under = protocol_of(year)
    assert [row.name for row in under.schools if row.is_under_revision] == ["МБОУ ООШ №\u00a010"]
    complete_evaluation(expert_map=again(year.basic), by=year.methodologist, at=AFTER_TERMS)
    approve_revised(
        expert_map=again(year.basic),
        protocol_number="7",
        protocol_date=date(2026, 11, 5),
        by=year.coordinator,
        at=AFTER_TERMS,
    )
    text = text_of(protocol_paper(protocol_of(year)))
    assert (
        "Результат пересмотрен (протокол № 7 от 5 ноября 2026 г.) по причине: Найден договор. До пересмотра был "
        f"утверждён итог {before} из 23 (протокол № 4 от 2 ноября 2026 г.)."
    ) in text


def test_the_pdf_is_tagged_titled_and_ours(approved):
    pdf = protocol_paper(protocol_of(approved))
    root = read(pdf).trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"].value) == ("ru", True)
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert words(read(pdf).metadata.title).startswith("Протокол заседания комиссии по результатам мониторинга")
    assert {name.split("-Bold")[0].split("-Italic")[0] for name in fonts_of(pdf)} == {"PT-Serif", "PT-Sans"}


def test_the_docx_has_real_headings_language_title_and_repeated_heads(approved):
    opened = docx.Document(BytesIO(protocol_document(protocol_of(approved))))
    headings = [p.text for p in opened.paragraphs if p.style.name.startswith("Heading")]
    assert headings == [
        "ПРОТОКОЛ",
        "Присутствовали",
        "Повестка дня",
        "Слушали",
        "Решили",
        "Приложение. Баллы и степень эффективности организаций",
    ]
    properties = opened.core_properties
    assert (words(properties.title)[:29], properties.language) == ("Протокол заседания комиссии п", "ru-RU")
    heads = [table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in opened.tables]
    assert (heads, opened.styles["Normal"].font.name) == ([True] * 5, "PT Serif")
    assert [e.get(qn("w:val")) for e in opened.styles.element.iter(qn("w:lang"))] == ["ru-RU"]


@pytest.mark.slow
def test_heads_of_a_long_table_stand_on_every_page_of_the_appendix(approved):
    copies(approved.full, 60)
    pages = [words(page.extract_text()) for page in PdfReader(BytesIO(protocol_paper(protocol_of(approved)))).pages]
    appendix = pages[next(n for n, page in enumerate(pages) if "Приложение" in page) :]
    assert (len(appendix) > 1, all("Организация Заявлено Проверено Итог" in page for page in appendix)) == (True, True)
    assert [page.startswith(f"{n} ") or page.endswith(f" {n}") for n, page in enumerate(pages, 1)][1:] == [True] * (
        len(pages) - 1
    )


@pytest.mark.parametrize("schools", [1, 3])
def test_queries_do_not_grow_with_schools(approved, django_assert_num_queries, schools):
    copies(approved.full, schools)
    cycle = loaded(approved.cycle)
    build_protocol(cycle, at=AFTER_TERMS)
    with django_assert_num_queries(9):
        build_protocol(cycle, at=AFTER_TERMS)
