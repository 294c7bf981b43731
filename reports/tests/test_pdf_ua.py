"""Does the check of PDF/UA-1 find what it is there to find, and nothing in a sound paper?"""

from __future__ import annotations

import pytest

from reports.documents.frames import Margins
from reports.documents.printing import Printer
from reports.documents.rendering import font_folders, stylesheet
from reports.tests.pdf_ua.failing import CONDITIONS, failures
from reports.tests.pdf_ua.opened import Opened
from reports.tests.pdf_ua.spoilers import SPOILED

pytestmark = pytest.mark.slow

ROWS = "".join(f"<tr><th scope=row>Школа № {number}</th><td>{number}</td></tr>" for number in range(60))
SAMPLE = f"""<!doctype html><html lang="ru"><head><title>Пример</title></head><body>
<h1>Пример</h1><p>Слова «с кавычками» — и тире.</p><h2>Список</h2><ul class="dashes"><li>раз</li><li>два</li></ul>
<figure><svg viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg"><title>квадрат</title>
<rect width="9" height="9"/></svg></figure>
<table><caption>Таблица</caption><thead><tr><th scope=col>Школа</th><th scope=col>Балл</th></tr></thead>
<tbody>{ROWS}</tbody></table><p>Последний абзац.</p></body></html>"""


@pytest.fixture(scope="module")
def sound() -> bytes:
    return Printer(font_folders(), stylesheet()).print(SAMPLE, Margins(20, 10, 20, 30))


def test_a_sound_paper_fails_nothing(sound):
    assert failures(sound) == []
    assert len(Opened(sound).pdf.pages) > 1  # heads repeated, a page number


def test_every_condition_has_its_negative_control():
    assert {condition for condition, _ in SPOILED} == set(CONDITIONS)


@pytest.mark.parametrize(("condition", "spoil"), SPOILED, ids=lambda one: getattr(one, "__name__", "spoiled"))
def test_a_spoiled_paper_is_found(sound, condition, spoil):
    paper = Opened(sound)
    assert list(condition(paper)) == []
    spoil(paper)
    assert len(list(condition(Opened(paper.pdf)))) > 0
