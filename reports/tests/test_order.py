"""Does the приказ order what the figures ask for, in PDF and DOCX alike, with its own number, day and signature?"""

from __future__ import annotations

from datetime import date

import pytest

from monitoring.tests.cast import NOW
from reports.contexts.district import build_district
from reports.contexts.order import build_order
from reports.contexts.worded import ORDER
from reports.documents.order_docx import order_word
from reports.documents.papers import order_paper
from reports.domain.requisites import change_requisites
from reports.errors import StaleWords
from reports.queries.requisites import requisites_of
from reports.queries.words import NO_WORDS, Written
from reports.tests.counted import counted_schools
from reports.tests.reading import docx_tables, docx_text, pdf_text, words
from reports.tests.year import AFTER_TERMS, loaded

NAMED = {
    "number": "01-12/347", "day": date(2026, 11, 5), "signer_name": "Б. Б. Заместителев",
    "signer_position": "И. о. начальника отдела", "responsible": "Иванова И. И.",
    "recommendations_until": date(2026, 11, 20), "plans_until": date(2026, 12, 10),
}  # fmt: skip


def order_of(year, written=NO_WORDS):
    district = build_district(loaded(year.cycle), at=AFTER_TERMS)
    return build_order(district, written, requisites_of(year.cycle, ORDER))


@pytest.fixture
def numbered(approved_year):
    change_requisites(
        cycle=approved_year.cycle, document=ORDER, values=NAMED, seen_version=0, by=approved_year.methodologist, at=NOW
    )
    return approved_year


def test_what_is_ordered_follows_from_the_figures(approved_year):
    orders = words(order_of(approved_year).by_key["orders"].drawn)
    assert orders == (
        "1. Утвердить результаты мониторинга за 2025/2026 учебный год согласно приложению. Степень эффективности: "
        "высокая — 0 организаций, средняя — 1 организация, низкая — 2 организации. "
        "2. Методический центр: Примерный район: направить руководителям организаций адресные рекомендации в срок до "
        "15 ноября 2026 г. "
        "3. Руководителям организаций с низкой степенью эффективности разработать план мероприятий и представить его "
        "в отдел образования в срок до 1 декабря 2026 г.: МАОУ СОШ № 2, МБОУ НОШ № 5. "
        "4. Руководителям организаций, не представивших экспертные карты, сообщить отделу образования причины и "
        "обеспечить участие в следующем цикле: МБОУ СОШ № 20. "
        "5. Руководителям организаций рассмотреть результаты с педагогическими коллективами и учесть рекомендации. "
        "6. Контроль за исполнением приказа оставляю за собой."
    )


def test_word_and_paper_hold_every_school_as_counted_by_hand(numbered):
    order = order_of(numbered, {"preamble": Written(1, "По итогам года", "", "Иванова И. И.", AFTER_TERMS)})
    paper, document = pdf_text(order_paper(order)), order_word(order)
    rows = {row[1]: row[2:] for row in docx_tables(document)["Организации в порядке реестра"][1:]}
    for school in counted_schools(numbered):
        said = [f"{school.total} из 23", school.share, school.band]
        assert rows[school.name] == said
        assert f"{school.name} {' '.join(said)}" in paper
    assert rows["МБОУ СОШ № 20"] == ["карта не представлена"]
    for text in (paper, docx_text(document)):
        for said in (
            "05.11.2026 № 01-12/347", "И. о. начальника отдела", "Б. Б. Заместителев", "По итогам года", "ПРИКАЗЫВАЮ:",
            "в срок до 20 ноября 2026 г. Ответственный: Иванова И. И.", "в срок до 10 декабря 2026 г.",
            "Приложение к приказу от 05.11.2026 № 01-12/347", "Контроль за исполнением",
        ):  # fmt: skip
            assert said in text


def test_requisites_are_kept_once_and_nobody_is_overwritten(numbered, approved_year):
    again = {"cycle": approved_year.cycle, "document": ORDER, "by": approved_year.coordinator, "at": NOW}
    with pytest.raises(StaleWords):
        change_requisites(**again, values={"number": "2"}, seen_version=0)
    assert change_requisites(**again, values=NAMED, seen_version=1) is None
    change_requisites(**again, values={"number": "2"}, seen_version=1)
    kept = requisites_of(approved_year.cycle, ORDER)
    assert (kept.version, kept.number, kept.day, kept.changed_by) == (
        2,
        "2",
        date(2026, 11, 5),
        approved_year.coordinator,
    )
