"""Does the server print on whatever a document does to the program that prints, and does that program end with it?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from pypdf import PdfReader

from reports.documents import press as room
from reports.documents.frames import Margins
from reports.documents.press import TOO_HEAVY, TOO_LONG, Limits, Press
from reports.documents.rendering import font_folders, stylesheet
from reports.errors import NoPaper

MIB = 1024 * 1024
PAGE = '<html lang="ru"><title>т</title><p>{}</p></html>'
# Forty thousand cells take WeasyPrint far longer than the limits of these tests, and so much text more memory.
HEAVY = PAGE.format(f"<table>{('<tr>' + '<td>ячейка</td>' * 20 + '</tr>') * 2000}</table>")
LARGE = PAGE.format("слово " * 8_000_000)


MARGINS = Margins(20, 10, 20, 30)


@pytest.fixture
def press() -> Iterator[Press]:
    yield from pressing(Limits())


def pressing(limits: Limits) -> Iterator[Press]:
    made = Press(stylesheet(), font_folders(), limits)
    yield made
    made.close()


def said(press: Press, text: str) -> str:
    pdf = press.print(PAGE.format(text), MARGINS)
    return PdfReader(BytesIO(pdf)).pages[0].extract_text().strip()


def test_one_program_prints_one_after_another(press):
    assert said(press, "первый") == "первый"
    first = press.pid
    assert (said(press, "второй"), press.pid) == ("второй", first)


@pytest.mark.parametrize(
    ("limits", "poison", "sentence"),
    [
        (Limits(seconds=2), HEAVY, TOO_LONG),
        (Limits(wait=1.0), HEAVY, TOO_LONG),
        (Limits(memory=260 * MIB), LARGE, TOO_HEAVY),
    ],
    ids=["work", "waiting", "memory"],
)
@pytest.mark.slow
def test_a_document_that_meets_a_limit_is_refused_and_the_next_one_printed(limits, poison, sentence):
    for press in pressing(replace(limits, wait=Limits().wait)):
        assert said(press, "до") == "до"
        before = press.pid
        press.limits = limits
        with pytest.raises(NoPaper) as refusal:
            press.print(poison, MARGINS)
        assert str(refusal.value) == sentence
        press.limits = replace(limits, wait=Limits().wait)  # a fresh program may be slow to start
        assert said(press, "после") == "после"
        assert press.pid != before
        assert not Path(f"/proc/{before}").exists()


@pytest.mark.slow
def test_a_kept_program_that_is_gone_costs_no_document(press):
    said(press, "первый")
    first = press.pid
    os.kill(first, signal.SIGKILL)
    assert said(press, "второй") == "второй"
    assert press.pid != first


def test_it_is_told_no_secrets(press, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "канарейка")
    said(press, "раз")
    told = Path(f"/proc/{press.pid}/environ").read_bytes().decode()
    assert ("канарейка" in told, "SECRET_KEY" in told, f"TMPDIR={press._child.folder}" in told) == (False, False, True)


@pytest.mark.slow
def test_after_so_many_papers_a_fresh_program():
    for press in pressing(Limits(papers=2)):
        pids = []
        for number in range(5):
            assert said(press, str(number)) == str(number)
            pids.append(press.pid)
        assert [pids[0] == pids[1], pids[1] == pids[2], pids[2] == pids[3], pids[3] == pids[4]] == [
            True, False, True, False,
        ]  # fmt: skip


def test_closed_it_leaves_neither_program_nor_folder(press):
    said(press, "раз")
    pid, folder = press.pid, Path(press._child.folder)
    assert (Path(f"/proc/{pid}").exists(), folder.exists()) == (True, True)
    press.close()
    assert (Path(f"/proc/{pid}").exists(), folder.exists()) == (False, False)


SERVER = """
import sys, time
from pathlib import Path
from reports.documents.frames import Margins
from reports.documents.press import Press
press = Press(Path(sys.argv[1]), [Path(folder) for folder in sys.argv[2:]])
press.print('<html lang="ru"><title>t</title><p>x</p></html>', Margins(20, 10, 20, 30))
print(press.pid, press._child.folder, flush=True)
time.sleep(600)
"""


@pytest.mark.slow
def test_it_ends_with_a_killed_server():
    told = [str(stylesheet()), *map(str, font_folders())]
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, *told], cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True
    ) as server:
        pid, folder = server.stdout.readline().split()
        assert Path(f"/proc/{pid}").exists()
        server.kill()
    until = time.monotonic() + 20
    while time.monotonic() < until and (is_alive(pid) or Path(folder).exists()):
        time.sleep(0.05)
    assert (is_alive(pid), Path(folder).exists()) == (False, False)


def is_alive(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_the_server_itself_never_loads_the_library():
    code = "import django, sys; django.setup(); import config.urls; print('weasyprint' in sys.modules)"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_a_view_says_why_there_is_no_paper(played_year, client_of, monkeypatch):
    address = f"/results/maps/{played_year.full.pk}/result.pdf"
    for press in pressing(Limits(wait=0.0)):
        monkeypatch.setattr(room, "_presses", [press])
        answer = client_of(played_year.head).get(address)
        assert (answer.status_code, TOO_LONG in answer.content.decode()) == (503, True)
    monkeypatch.undo()
    assert client_of(played_year.head).get(address)["Content-Type"] == "application/pdf"
