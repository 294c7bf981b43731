"""What does a document say that we do not? A fault is a phrase that is not there, a figure nobody counted, a cell."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.test import Client
from django.utils import timezone

from reports.tests.readback import school_result, statement
from reports.tests.readback.accounting import Account, paper_text, plain
from reports.tests.readback.points import School
from reports.tests.readback.year import Year
from reports.tests.reading import docx_tables, docx_text

# A machine with too much to do says so, and asks to come again.
BUSY, AGAIN = 503, 4
Tables = dict[str, list[list[str]]]


def fetched(client: Client, address: str) -> bytes:
    response = client.get(address)
    for _ in range(AGAIN):
        if response.status_code == BUSY:
            response = client.get(address)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    return response.content


def minutes() -> set[datetime]:
    """In which of them a document that has just come may have been made, on a slow machine too."""
    now = timezone.now()
    return {now - timedelta(minutes=ago) for ago in range(5)}


def faults(text: str, *, must: Iterable[str], may: Iterable[str] = ()) -> dict[str, list[str]]:
    account = Account(text)
    account.must(must)
    account.may(may)
    return account.faults


def word_tables(document: bytes) -> Tables:
    """Rows under the heads."""
    return {plain(caption): plain_rows(rows[1:]) for caption, rows in docx_tables(document).items()}


def plain_rows(rows: list[list[str]]) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in rows]


# --- справка ------------------------------------------------------------------------------------


def word_statement_faults(document: bytes, year: Year) -> dict[str, list[str]]:
    around = statement.letterhead(year, minutes())
    return faults(docx_text(document), must=statement.word_phrases(year), may=around)


def statement_tables(year: Year) -> Tables:
    return {f"Таблица {caption}": plain_rows(rows) for caption, rows in statement.tables(year).items()}


def paper_statement_faults(pdf: bytes, year: Year) -> dict[str, list[str]]:
    text = paper_text(pdf, statement.drawn(year), statement.HEADS)
    around = [*statement.letterhead(year, minutes()), statement.MATRIX_HEAD, *statement.band_labels(year)]
    return faults(text, must=statement.paper_phrases(year), may=around)


# --- a school's result --------------------------------------------------------------------------


def word_result_faults(document: bytes, year: Year, school: School) -> dict[str, list[str]]:
    around = statement.letterhead(year, minutes())
    return faults(docx_text(document), must=school_result.sentences(year, school), may=around)


def result_tables(year: Year, school: School) -> Tables:
    return {caption: plain_rows(rows) for caption, rows in school_result.tables(year, school).items()}


def paper_result_faults(pdf: bytes, year: Year, school: School) -> dict[str, list[str]]:
    text = paper_text(pdf, school_result.drawn(year, school))
    around = [*statement.letterhead(year, minutes()), school_result.YEARS_HEAD]
    return faults(text, must=school_result.paper_phrases(year, school), may=around)
