"""How do tests read documents back: tables of a DOCX by caption, text of a PDF, rows of a workbook?"""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import docx
from openpyxl import load_workbook
from pypdf import PdfReader


def words(text: str) -> str:
    """Every kind of space one space."""
    return " ".join(text.split())


def docx_tables(document: bytes) -> dict[str, list[list[str]]]:
    """Rows of texts by the caption above the table; a merged cell once."""
    opened = docx.Document(BytesIO(document))
    captions = [words(p.text) for p in opened.paragraphs if p.style.name == "Caption"]
    return {
        caption: [_texts(row) for row in table.rows] for caption, table in zip(captions, opened.tables, strict=True)
    }


def _texts(row) -> list[str]:
    cells = {id(cell._tc): cell.text for cell in row.cells}
    return [words(text) for text in cells.values()]


def docx_headings(document: bytes) -> list[tuple[str, str]]:
    """(style, text) of every heading."""
    paragraphs = docx.Document(BytesIO(document)).paragraphs
    return [(p.style.name, words(p.text)) for p in paragraphs if p.style.name.startswith("Heading")]


def docx_text(document: bytes) -> str:
    """Paragraphs between the tables."""
    return words(" ".join(p.text for p in docx.Document(BytesIO(document)).paragraphs))


def pdf_text(pdf: bytes) -> str:
    """Without page numbers; a word broken at its own hyphen is whole again."""
    pages = [words(page.extract_text()).replace("- ", "-") for page in PdfReader(BytesIO(pdf)).pages]
    return " ".join(text.removesuffix(f" {number}") for number, text in enumerate(pages, start=1))


def xlsx_rows(workbook: bytes, title: str = "") -> list[tuple]:
    """Rows of a sheet under its line of explanation, the columns' titles first."""
    book = load_workbook(BytesIO(workbook))
    page = book[title] if title else book.active
    return list(page.iter_rows(min_row=2, values_only=True))


def csv_rows(content: bytes) -> list[list[str]]:
    """As Excel with Russian settings reads it: a byte order mark, semicolons."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))
