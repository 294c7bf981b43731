"""How is each kept document made, from what the cycle holds at the moment?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.states import ONCE_APPROVED, MapState
from reports.contexts.card import build_card
from reports.contexts.district import build_district
from reports.contexts.proof import Proof
from reports.contexts.results import STANDINGS, Standing
from reports.contexts.school_result import SchoolResult, build_school_result
from reports.contexts.summary import build_summary
from reports.contexts.worded import STATEMENT
from reports.documents.advice_docx import advice_word
from reports.documents.order_docx import order_word
from reports.documents.papers import (
    advice_paper,
    card_paper,
    order_paper,
    protocol_paper,
    school_advice_paper,
    school_result_paper,
    statement_paper,
    summary_paper,
)
from reports.documents.printable import printable_advice, printable_order, printable_protocol
from reports.documents.protocol_docx import protocol_document
from reports.documents.school_advice_docx import school_advice_word
from reports.documents.school_docx import school_result_word
from reports.documents.statement_docx import statement_word
from reports.errors import NoPaper
from reports.models import Requisites
from reports.queries.advice_rows import accepted_words
from reports.queries.cycle_rows import CLAIM_SIGNED
from reports.queries.requisites import requisites_of
from reports.queries.subjects import map_of
from reports.queries.words import Words, words_of
from reports.sheets.registry import registry_workbook

NO_RESULT_YET = "Результата школы ещё нет: карта не проверена. Документ можно составить после проверки."
NOT_ADVISED = "Школе ещё ничего не направлено. Документ можно составить, когда рекомендации будут отправлены."
NOT_SIGNED = "Подписанной карты этой школы сейчас нет. Документ можно составить, когда руководитель её представит."
WITH_RESULT = frozenset(state for state, standing in STANDINGS.items() if standing is Standing.RESULT)
ADVISED = frozenset(ONCE_APPROVED)
SIGNED = frozenset(CLAIM_SIGNED)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document is about, the moment its data are read, and what it bears to be confirmed by."""

    cycle: MonitoringCycle
    school_id: int | None
    proof: Proof
    at: datetime


@dataclass(frozen=True, slots=True)
class Paper:
    """A file, what it is called, and whether it says approved results."""

    content: bytes
    title: str
    approved: bool


Maker = Callable[[Subject], Paper]


def statement_pdf(subject: Subject) -> Paper:
    district = build_district(subject.cycle, at=subject.at)
    content = statement_paper(district, *_words(subject, STATEMENT), subject.proof, accepted_words(subject.cycle))
    return Paper(content, f"Аналитическая справка {district.year_title}", district.approved)


def statement_docx(subject: Subject) -> Paper:
    """To be edited before it is signed, so it bears no code: what is signed may not be what was made."""
    district = build_district(subject.cycle, at=subject.at)
    content = statement_word(district, *_words(subject, STATEMENT), accepted_words(subject.cycle))
    return Paper(content, f"Аналитическая справка {district.year_title}", district.approved)


def _words(subject: Subject, document: str) -> tuple[Words, Requisites]:
    """What people wrote in the document instead of what is drawn from the figures, and its number, day and signer."""
    return words_of(subject.cycle, document), requisites_of(subject.cycle, document)


def order_pdf(subject: Subject) -> Paper:
    order = printable_order(subject.cycle, subject.at)
    content = order_paper(order, subject.proof)
    return Paper(content, f"Приказ об итогах {subject.cycle.year_title}", order.district.approved)


def order_docx(subject: Subject) -> Paper:
    order = printable_order(subject.cycle, subject.at)
    return Paper(order_word(order), f"Приказ об итогах {subject.cycle.year_title}", order.district.approved)


def advice_pdf(subject: Subject) -> Paper:
    advice = printable_advice(subject.cycle, subject.at)
    content = advice_paper(advice, subject.proof)
    return Paper(content, f"Адресные рекомендации {subject.cycle.year_title}", advice.district.approved)


def advice_docx(subject: Subject) -> Paper:
    """To be edited before it is signed, so it bears no code."""
    advice = printable_advice(subject.cycle, subject.at)
    return Paper(advice_word(advice), f"Адресные рекомендации {subject.cycle.year_title}", advice.district.approved)


def summary_pdf(subject: Subject) -> Paper:
    district = build_district(subject.cycle, at=subject.at)
    content = summary_paper(build_summary(district), subject.proof)
    return Paper(content, f"Сводная таблица {district.year_title}", district.approved)


def registry_xlsx(subject: Subject) -> Paper:
    """A workbook bears no code: its number and digest stand in the list and on the page of the document."""
    district = build_district(subject.cycle, at=subject.at)
    return Paper(registry_workbook(district), f"Реестр результатов {district.year_title}", district.approved)


def protocol_pdf(subject: Subject) -> Paper:
    protocol = printable_protocol(subject.cycle, subject.at)
    content = protocol_paper(protocol, subject.proof)
    return Paper(content, f"Протокол комиссии {subject.cycle.year_title}", not protocol.is_draft)


def protocol_docx(subject: Subject) -> Paper:
    """To be edited before it is signed, so it bears no code: what is signed may not be what was made."""
    protocol = printable_protocol(subject.cycle, subject.at)
    return Paper(protocol_document(protocol), f"Протокол комиссии {subject.cycle.year_title}", not protocol.is_draft)


def school_result_pdf(subject: Subject) -> Paper:
    result = build_school_result(_map_in(subject, WITH_RESULT, NO_RESULT_YET), at=subject.at)
    return Paper(
        school_result_paper(result, subject.proof), f"Результаты {result.year_title}, {result.school}", result.approved
    )


def school_result_docx(subject: Subject) -> Paper:
    result = build_school_result(_map_in(subject, WITH_RESULT, NO_RESULT_YET), at=subject.at)
    return Paper(school_result_word(result), f"Результаты {result.year_title}, {result.school}", result.approved)


def school_advice_pdf(subject: Subject) -> Paper:
    result = _advised(subject)
    return Paper(school_advice_paper(result, subject.proof), _advice_title(result), result.approved)


def school_advice_docx(subject: Subject) -> Paper:
    """To be edited before it is signed, so it bears no code."""
    result = _advised(subject)
    return Paper(school_advice_word(result), _advice_title(result), result.approved)


def _advised(subject: Subject) -> SchoolResult:
    result = build_school_result(_map_in(subject, ADVISED, NOT_ADVISED), at=subject.at)
    if not result.advice_is_sent:
        raise NoPaper(NOT_ADVISED)
    return result


def _advice_title(result: SchoolResult) -> str:
    return f"Адресные рекомендации {result.year_title}, {result.school}"


def card_pdf(subject: Subject) -> Paper:
    expert_map = _map_in(subject, SIGNED, NOT_SIGNED)
    card = build_card(expert_map, at=subject.at, is_blank=False)
    title = f"Экспертная карта {card.year_title}, {expert_map.school}"
    return Paper(card_paper(card, subject.proof), title, expert_map.state == MapState.APPROVED)


def _map_in(subject: Subject, states: frozenset[MapState], refusal: str) -> ExpertMap:
    expert_map = map_of(subject.cycle, subject.school_id)
    if expert_map is None or expert_map.state not in states:
        raise NoPaper(refusal)
    return expert_map
