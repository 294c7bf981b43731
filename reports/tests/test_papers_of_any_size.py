"""Is every paper of a year fit to be handed on, with no school, one, eight and three hundred of the longest names?"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from monitoring.models import ExpertMap
from monitoring.tests import stories
from reports.contexts.order import NO_RESULTS
from reports.contexts.protocol import NO_SCHOOLS
from reports.documents.frames import Margins
from reports.documents.press import press_of
from reports.documents.printing import Printer
from reports.documents.rendering import font_folders, stylesheet, wait_as_long_as_it_takes
from reports.tests.advised import advise_by_the_sample
from reports.tests.every_paper import advice_pdfs, every_docx, every_pdf, every_workbook, school_docx, school_pdfs
from reports.tests.laid_out import faults
from reports.tests.pdf_ua.failing import failures
from reports.tests.reading import docx_text, pdf_text
from reports.tests.said_shares import shares_of_schools
from reports.tests.year import AFTER_TERMS, copies
from reports.tests.years_of_sizes import LONGEST, long_name, one_evaluated, rename, small_year, three_hundred

pytestmark = [pytest.mark.slow, pytest.mark.one_database, pytest.mark.long]

OFFICE = shutil.which("soffice")
PROGRAMS = ("libsclo.so", "libswlo.so")  # tables and texts, each installed apart
OFFICE_SECONDS = 300


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    """As a background worker prints: a long paper may wait for a busy machine."""
    press = press_of(stylesheet(), font_folders())
    before = press.limits
    wait_as_long_as_it_takes()
    yield
    press.limits = before


def wrong(made: dict[str, bytes]) -> dict[str, list[str]]:
    """What is found in each paper, nothing being the rule."""
    return {name: [*failures(pdf), *faults(pdf)] for name, pdf in made.items() if failures(pdf) or faults(pdf)}


def test_the_longest_name_is_as_long_as_a_name_may_be():
    assert {len(long_name(number)) for number in (1, 10, 300)} == {LONGEST}


def test_no_school(db, client_of):
    cycle, staff = small_year(schools=0)
    made = every_pdf(cycle, at=AFTER_TERMS)
    assert wrong(made) == {}
    for name in ("statement", "summary"):
        assert "В цикле мониторинга нет ни одной общеобразовательной организации" in pdf_text(made[name])
    client = client_of(staff["observer"])
    for name, refusal in (("order", NO_RESULTS), ("protocol", NO_SCHOOLS)):
        for extension in ("pdf", "docx"):
            answer = client.get(reverse(f"reports:{name}_{extension}", args=[cycle.pk]))
            assert (answer.status_code, str(list(get_messages(answer.wsgi_request))[-1])) == (302, refusal)


def test_a_school_that_submitted_nothing(db):
    cycle, _ = small_year(schools=1)
    row = ExpertMap.objects.get(cycle=cycle)
    made = every_pdf(cycle, at=AFTER_TERMS) | school_pdfs(row, at=AFTER_TERMS)
    assert wrong(made) == {}
    assert "Проверенных экспертных карт пока нет" in pdf_text(made["statement"])
    assert "ЧЕРНОВИК. Карта не представлена" in pdf_text(made["card"])
    assert sorted(set(made) & {"receipt", "school"}) == []


def test_eight_schools_have_numbers_and_no_per_cents(db, tmp_path):
    """One of them has a result; the other seven were silent."""
    cycle, staff = small_year(schools=8)
    row = one_evaluated(cycle, staff)
    advise_by_the_sample(stories.approved(cycle, by=staff["coordinator"]), staff["methodologist"])
    made = every_pdf(cycle, at=AFTER_TERMS) | school_pdfs(row, at=AFTER_TERMS)
    assert wrong(made) == {}
    texts = {name: docx_text(document) for name, document in every_docx(cycle, at=AFTER_TERMS).items()}
    assert {name: shares_of_schools(text) for name, text in texts.items() if shares_of_schools(text)} == {}
    for name in ("statement", "protocol", "order", "advice", "share", "fact"):
        assert re.findall(r"организаци\w* \(\d+,\d %\)", pdf_text(made[name])) == []
    assert "Степень Школ Год назад Организации" in pdf_text(made["statement"])
    assert "Степень Всего Организации" in pdf_text(made["protocol"])
    assert pdf_text(made["statement"]).count("Показатель Школ За год Человек всего") == 3
    books = {f"{name}.xlsx": content for name, content in every_workbook(cycle, at=AFTER_TERMS).items()}
    for pdf in printed_by_office(books, tmp_path).values():
        # Every name to its end, and no further pages for the columns on the right.
        assert pdf_text(pdf).count(long_name(1)[-20:]) >= 8
        assert len(PdfReader(BytesIO(pdf)).pages) <= 12


def test_thirteen_schools_are_named_where_they_are_advised(db, tmp_path):
    cycle, staff = small_year(schools=1)
    row = one_evaluated(cycle, staff)
    copies(row, 12)
    rename(cycle)
    advise_by_the_sample(stories.approved(cycle, by=staff["coordinator"]), staff["methodologist"])
    made = advice_pdfs(cycle, row, at=AFTER_TERMS)
    assert (sorted(made), wrong(made)) == (["advice", "school_advice"], {})
    assert pdf_text(made["advice"]).count("Организации (13): МБОУ «Средняя") > 5
    assert printed_wrong({"advice": every_docx(cycle, at=AFTER_TERMS)["advice"]}, tmp_path) == {}


@pytest.fixture
def great_year(approved_year):
    three_hundred(approved_year.full, approved_year.methodologist)
    advise_by_the_sample(approved_year.cycle, approved_year.methodologist)
    return approved_year


def test_three_hundred_schools(great_year, tmp_path):
    cycle, row = great_year.cycle, great_year.full
    made = every_pdf(cycle, at=AFTER_TERMS) | school_pdfs(row, at=AFTER_TERMS)
    assert wrong(made) == {}
    assert sorted(made) == [
        "advice", "blank", "card", "fact", "order", "protocol", "receipt", "school", "school_advice", "share",
        "statement", "summary",
    ]  # fmt: skip
    text = pdf_text(made["summary"])
    assert [number for number in range(1, 301) if f"школа № {number} имени" not in text] == []
    assert max(len(PdfReader(BytesIO(pdf)).pages) for pdf in made.values()) < 80
    assert load_workbook(BytesIO(every_workbook(cycle, at=AFTER_TERMS)["registry"]))["Итоги"].max_row == 302
    documents = every_docx(cycle, at=AFTER_TERMS) | school_docx(row, at=AFTER_TERMS)
    assert printed_wrong(documents, tmp_path) == {}


def printed_wrong(documents: dict[str, bytes], folder: Path) -> dict[str, list[str]]:
    """Which of them LibreOffice does not print with a number on every page but the first: what stands there."""
    files = {f"{name}.docx": content for name, content in documents.items()}
    numbers = {name: numbers_of(pdf) for name, pdf in printed_by_office(files, folder).items()}
    return {name: found for name, found in numbers.items() if found != list(map(str, range(2, len(found) + 2)))}


def printed_by_office(made: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """What LibreOffice prints of the files of those names, by stem; nothing where it is not installed, and says so."""
    if OFFICE is None or not all((Path(OFFICE).resolve().parent / name).is_file() for name in PROGRAMS):
        print("LibreOffice is not installed: what it makes of DOCX and XLSX is not tested.")  # noqa: T201  for .ci/run
        return {}
    for name, content in made.items():
        (folder / name).write_bytes(content)
    command = [OFFICE, "--headless", f"-env:UserInstallation={folder.as_uri()}/profile", "--convert-to", "pdf"]
    files = [str(folder / name) for name in made]
    subprocess.run([*command, "--outdir", str(folder), *files], check=True, timeout=OFFICE_SECONDS)
    return {name: (folder / name).with_suffix(".pdf").read_bytes() for name in made}


def numbers_of(pdf: bytes) -> list[str]:
    """What stands first on every page but the first."""
    return [page.extract_text().split()[0] for page in PdfReader(BytesIO(pdf)).pages][1:]


SPOILED = {
    "text upon text": "".join(
        f'<div style="position: absolute; top: 40mm">{words}</div>' for words in ("Одно", "Другое")
    ),
    "text at": '<div style="margin-right: -60mm; white-space: nowrap">' + "Слово " * 60 + "</div>",
    "stands alone": '<div style="height: 232mm"></div><h2 style="break-after: auto">Глава</h2>'
    '<p style="break-before: page">Текст</p>',
    "is cut between": '<div style="height: 180mm"></div><table><thead><tr><th>А</th><th>Б</th><th>В</th></tr></thead>'
    f'<tr class="long"><th scope=row>1</th><td>а</td><td>{"слово " * 200}</td></tr></table>',
    "without the titles": "<table><tr><th scope=row>1</th><td>а</td><td>б</td></tr></table>",
    "bookmarks for": '<h2 style="bookmark-level: none">Глава</h2>',
    "is numbered": '<style>@page { @top-center { content: "—" } }</style>' + "<p>Слова</p>" * 90,
}


@pytest.mark.parametrize("fault", SPOILED)
def test_a_spoiled_page_is_found(fault):
    html = f'<html lang="ru"><head><title>Пример</title></head><body><h1>Пример</h1>{SPOILED[fault]}</body></html>'
    pdf = Printer(font_folders(), stylesheet()).print(html, Margins(20, 10, 20, 30))
    assert [said for said in faults(pdf) if fault in said] != []
