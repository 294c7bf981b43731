"""Which documents have words a person may write anew, and what are their sections in a year?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from monitoring.models import MonitoringCycle
from reports.contexts.district import build_district
from reports.contexts.group_advice import Advice, build_advice
from reports.contexts.order import Order, build_order
from reports.contexts.sections import Section
from reports.contexts.statement import build_statement
from reports.queries.advice_rows import accepted_words
from reports.queries.requisites import requisites_of
from reports.queries.words import Words, words_of


@dataclass(frozen=True, slots=True)
class Worded:
    """`title` in the nominative; `files` are the addresses of the finished document: (words, view)."""

    key: str
    title: str
    sections: Callable[[MonitoringCycle, datetime, Words], tuple[Section, ...]]
    files: tuple[tuple[str, str], ...]
    has_terms: bool = False


def _statement(cycle: MonitoringCycle, at: datetime, words: Words) -> tuple[Section, ...]:
    return build_statement(build_district(cycle, at=at), words, accepted_words(cycle)).sections


def order_of(cycle: MonitoringCycle, at: datetime) -> Order:
    """Of the year as it stands, in the words people gave it."""
    return build_order(build_district(cycle, at=at), words_of(cycle, ORDER), requisites_of(cycle, ORDER))


def _order(cycle: MonitoringCycle, at: datetime, words: Words) -> tuple[Section, ...]:
    return build_order(build_district(cycle, at=at), words, requisites_of(cycle, ORDER)).sections


def advice_of(cycle: MonitoringCycle, at: datetime) -> Advice:
    """Of the year as it stands, in the words people gave it."""
    return build_advice(cycle, build_district(cycle, at=at), words_of(cycle, ADVICE), requisites_of(cycle, ADVICE))


def _advice(cycle: MonitoringCycle, at: datetime, words: Words) -> tuple[Section, ...]:
    return build_advice(cycle, build_district(cycle, at=at), words, requisites_of(cycle, ADVICE)).sections


STATEMENT, ORDER, ADVICE = "statement", "order", "advice"
WORDED = {
    STATEMENT: Worded(
        STATEMENT,
        "Аналитическая справка",
        _statement,
        (("PDF", "reports:district_pdf"), ("DOCX", "reports:district_docx")),
    ),
    ORDER: Worded(
        ORDER,
        "Приказ об итогах",
        _order,
        (("PDF", "reports:order_pdf"), ("DOCX", "reports:order_docx")),
        has_terms=True,
    ),
    ADVICE: Worded(
        ADVICE,
        "Адресные рекомендации",
        _advice,
        (("PDF", "reports:advice_pdf"), ("DOCX", "reports:advice_docx")),
    ),
}


def sections_of(cycle: MonitoringCycle, document: str, at: datetime) -> tuple[Section, ...]:
    """Of a known document, as it would be printed at that moment."""
    return WORDED[document].sections(cycle, at, words_of(cycle, document))
