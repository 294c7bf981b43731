"""Which documents have words a person may write anew, and what are their sections in a year?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from monitoring.models import MonitoringCycle
from reports.contexts.district import build_district
from reports.contexts.sections import Section
from reports.contexts.statement import build_statement
from reports.queries.words import Words, words_of


@dataclass(frozen=True, slots=True)
class Worded:
    """`title` in the nominative; `files` are the addresses of the finished document: (words, view)."""

    key: str
    title: str
    sections: Callable[[MonitoringCycle, datetime, Words], tuple[Section, ...]]
    files: tuple[tuple[str, str], ...]


def _statement(cycle: MonitoringCycle, at: datetime, words: Words) -> tuple[Section, ...]:
    return build_statement(build_district(cycle, at=at), words).sections


STATEMENT = "statement"
WORDED = {
    STATEMENT: Worded(
        STATEMENT,
        "Аналитическая справка",
        _statement,
        (("PDF", "reports:district_pdf"), ("DOCX", "reports:district_docx")),
    ),
}


def sections_of(cycle: MonitoringCycle, document: str, at: datetime) -> tuple[Section, ...]:
    """Of a known document, as it would be printed at that moment."""
    return WORDED[document].sections(cycle, at, words_of(cycle, document))
