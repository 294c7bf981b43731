"""What is written in a DOCX, XLSX, ODT or ODS? Paragraphs and tables, as plain texts in their order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from monitoring.errors import RefusedFile
from monitoring.uploads import words
from schools.sheets.workbook import text_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
SHEETS, ROWS, COLUMNS = 10, 5000, 40
REPEATED = 40  # a cell may say it stands for sixteen thousand


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    rows: Iterator[list[str]]


Block = str | Table


def blocks(content: bytes, extension: str) -> Iterator[Block]:
    """In the order of the document. Raises RefusedFile for one that cannot be read."""
    read = {"docx": _docx, "xlsx": _xlsx, "odt": _open_document, "ods": _open_document}[extension]
    try:
        yield from read(content)
    except (ParseError, DefusedXmlException, zipfile.BadZipFile, LookupError, ValueError, TypeError, AttributeError):
        raise RefusedFile(words.DAMAGED) from None


def lines(content: bytes, extension: str) -> Iterator[str]:
    """Every paragraph, and every row of a table as one line."""
    for block in blocks(content, extension):
        if isinstance(block, Table):
            yield from (" ".join(filter(None, row)) for row in block.rows)
        else:
            yield block


def _tree(content: bytes, part: str) -> Any:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return fromstring(archive.read(part))


def _docx(content: bytes) -> Iterator[Block]:
    body = _tree(content, "word/document.xml").find(f"{W}body")
    for child in body if body is not None else ():
        if child.tag == f"{W}tbl":
            yield Table("", ([_word_text(cell) for cell in row.iter(f"{W}tc")] for row in child.iter(f"{W}tr")))
        else:
            for paragraph in child.iter(f"{W}p"):
                yield _word_text(paragraph)


def _word_text(element: Any) -> str:
    said = {f"{W}tab": " ", f"{W}br": " ", f"{W}p": " "}
    return "".join(
        child.text or "" if child.tag == f"{W}t" else said.get(child.tag, "") for child in element.iter()
    ).strip()


def _xlsx(content: bytes) -> Iterator[Block]:
    # Slow, and needed for this kind alone.
    from openpyxl import load_workbook  # noqa: PLC0415

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    if not book.worksheets:
        raise ValueError("a workbook without a sheet")
    for sheet in book.worksheets[:SHEETS]:
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_row=ROWS, max_col=COLUMNS, values_only=True)
        yield Table(sheet.title, ([text_of(value) for value in row] for row in rows))


def _open_document(content: bytes) -> Iterator[Block]:
    """What stands inside a table, another table too, is told with it and not twice."""
    told: set[int] = set()
    tree = _tree(content, "content.xml")
    for element in _each(tree, "p", "h", "table"):
        if id(element) in told:
            continue
        if element.tag == f"{TABLE}table":
            told.update(id(inner) for inner in _each(element, "p", "h", "table"))
            yield Table(element.get(f"{TABLE}name", ""), islice(_open_rows(element), ROWS))
        else:
            yield _open_text(element)


def _each(element: Any, *names: str) -> Iterator[Any]:
    tags = {f"{space}{name}" for space in (TEXT, TABLE) for name in names}
    return (child for child in element.iter() if child.tag in tags)


def _open_rows(table: Any) -> Iterator[list[str]]:
    for row in _each(table, "table-row"):
        cells: list[str] = []
        for cell in _each(row, "table-cell", "covered-table-cell"):
            said = " ".join(_open_text(paragraph) for paragraph in _each(cell, "p"))
            times = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
            cells += [said] * max(1, min(times, REPEATED))
        yield cells[:COLUMNS]


def _open_text(element: Any) -> str:
    spaced = (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break")
    said = []
    for child in element.iter():
        said.append(" " if child.tag in spaced else child.text or "")
        said.append(child.tail or "" if child is not element else "")
    return "".join(said).strip()
