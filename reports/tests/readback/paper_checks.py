"""Do the protocol and the recommendations say what we count, in Word and on paper alike?"""

from __future__ import annotations

from django.test import Client

from reports.tests.readback import advising, protocol, reading, statement
from reports.tests.readback.accounting import ALL_ACCOUNTED, paper_text
from reports.tests.readback.points import School
from reports.tests.readback.reading import faults, fetched
from reports.tests.readback.year import Year
from reports.tests.reading import docx_text


def _around(year: Year) -> list[str]:
    """To be asked after the document has come: it bears the minute it was made in."""
    return list(statement.letterhead(year, reading.minutes()))


def check_protocol(client: Client, year: Year) -> None:
    """Its commission must have been named."""
    document = fetched(client, f"/results/{year.raw.pk}/protocol.docx")
    tables = {caption: reading.plain_rows(rows) for caption, rows in protocol.tables(year).items()}
    assert reading.word_tables(document) == tables
    assert faults(docx_text(document), must=protocol.word_phrases(year), may=_around(year)) == ALL_ACCOUNTED
    pdf = fetched(client, f"/results/{year.raw.pk}/protocol.pdf")
    assert faults(paper_text(pdf), must=protocol.paper_phrases(year), may=_around(year)) == ALL_ACCOUNTED


def check_advice(client: Client, year: Year) -> None:
    """Something must have been accepted."""
    document = fetched(client, f"/results/{year.raw.pk}/advice.docx")
    rows = advising.appendix(year)
    assert reading.word_tables(document) == {advising.CAPTION: reading.plain_rows(rows)}
    assert faults(docx_text(document), must=advising.word_phrases(year), may=_around(year)) == ALL_ACCOUNTED
    pdf = fetched(client, f"/results/{year.raw.pk}/advice.pdf")
    must = [*advising.word_phrases(year), *map(" ".join, rows)]
    assert faults(paper_text(pdf), must=must, may=_around(year)) == ALL_ACCOUNTED


def check_school_advice_in_words(document: bytes, year: Year, school: School) -> None:
    must = advising.to_school(year, school)
    assert faults(docx_text(document), must=must, may=_around(year)) == ALL_ACCOUNTED


def check_school_advice_on_paper(pdf: bytes, year: Year, school: School) -> None:
    must = advising.to_school(year, school)
    assert faults(paper_text(pdf), must=must, may=_around(year)) == ALL_ACCOUNTED
