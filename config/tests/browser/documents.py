"""What do the documents say, read back as a stranger would: the text of a PDF, the cells of a workbook?"""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

from django.conf import settings
from openpyxl import load_workbook
from pypdf import PdfReader

from config.tests.browser.people import Person, plain

# Names as the official text has them: rows are found by them.
METHODOLOGY = json.loads(
    (Path(settings.BASE_DIR) / "fixtures/methodologies/ekaterinburg-2024.json").read_text(encoding="utf-8")
)
_CRITERIA = [criterion for direction in METHODOLOGY["directions"] for criterion in direction["criteria"]]
CRITERION_TITLES = {criterion["number"]: criterion["title"] for criterion in _CRITERIA}
TITLES = {item["code"]: item["short_title"] for criterion in _CRITERIA for item in criterion["indicators"]}


def fetched(person: Person, address: str) -> bytes:
    """A document as the person's own browser gets it."""
    response = person.context.request.get(address)
    assert response.status == 200, address
    return response.body()


def pdf_text(content: bytes) -> str:
    """All pages as one line: no page numbers, no soft hyphens, one plain space between words."""
    pages = [page.extract_text().strip() for page in PdfReader(io.BytesIO(content)).pages]
    pages = [page.removesuffix(f"\n{number}") if number > 1 else page for number, page in enumerate(pages, 1)]
    return " ".join(plain(" ".join(pages)).replace("\N{SOFT HYPHEN}", "").split())


def between(text: str, start: str, end: str) -> str:
    """What stands after the first `start` up to the next `end`."""
    found = re.search(f"{re.escape(start)}(.*?){re.escape(end)}", text)
    assert found, f"no «{start} … {end}» in: {text[:3000]}"
    return found[1].strip()


def sheets_of(content: bytes) -> dict[str, list[list[object]]]:
    """Rows of every sheet below its two header rows."""
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)] for sheet in book}


def formulas_of(content: bytes) -> list[str]:
    book = load_workbook(io.BytesIO(content))
    return [cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
