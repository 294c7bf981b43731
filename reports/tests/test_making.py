"""Is a made document the year's own figures on paper, kept once, and does a poison one stop nobody?"""

from __future__ import annotations

import hashlib
from io import BytesIO

import pytest
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook
from pypdf import PdfReader

from monitoring.domain.evaluation import resume_evaluation, set_final
from monitoring.tests.stories import NOW, again
from reports.contexts.proof import proof_of
from reports.documents import press as room
from reports.documents.makers import NO_RESULT_YET, NOT_SIGNED
from reports.documents.making import make
from reports.documents.press import TOO_LONG, Limits, Press
from reports.documents.rendering import PATIENCE, font_folders, stylesheet
from reports.domain.asking import Wanted, ask_for_all
from reports.models import MadeDocument
from reports.queries.results_digest import digest_for, results_digest
from reports.tasks import make_document, send_waiting_documents
from reports.tests.documents import STATEMENT, asked, of_school
from reports.tests.test_papers import text_of
from reports.tests.year import loaded


def made(document) -> MadeDocument:
    make(document_id=document.pk, now=lambda: NOW)
    return MadeDocument.objects.with_context().get(pk=document.pk)


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("statement", "Аналитическая справка 2025/2026"),
        ("school_result", "Результаты 2025/2026, МАОУ СОШ №\u00a02"),
        ("card", "Экспертная карта 2025/2026, МАОУ СОШ № 2"),
    ],
)
def test_each_kind_is_made_with_its_number_and_the_way_to_its_confirmation(played_year, kind, title):
    wanted = STATEMENT if kind == "statement" else of_school(played_year.full, kind)
    ready = made(asked(played_year, wanted))
    content = ready.path.read_bytes()
    assert (ready.state, ready.title, ready.approved, ready.made_at) == ("ready", title, False, NOW)
    assert (ready.sha256, ready.size) == (hashlib.sha256(content).hexdigest(), len(content))
    text, proof = text_of(content), proof_of(ready)
    for words in (f"Документ № {ready.number}, версия 1", proof.desk, " ".join(proof.code.split())):
        assert words in text
    pages = PdfReader(BytesIO(content)).pages
    assert (proof.qr.text.rpartition("/confirm/")[2], len(pages) > 0) == (f"{ready.code}/", True)


def test_made_twice_it_is_there_once(played_year):
    document = asked(played_year, of_school(played_year.full))
    assert [make(document_id=document.pk, now=lambda: NOW) for _ in range(2)] == [True, False]
    ready = MadeDocument.objects.get()
    assert [path.name for path in ready.path.parent.iterdir()] == [f"{ready.sha256}.pdf"]


def test_the_next_version_leaves_the_first_as_it_is(played_year):
    first = made(asked(played_year, of_school(played_year.full)))
    before = first.path.read_bytes()
    second = made(asked(played_year, of_school(played_year.full, reason="Исправлен бланк")))
    assert (second.version, second.path != first.path, first.path.read_bytes() == before) == (2, True, True)
    assert f"Документ № {second.number}, версия 2" in text_of(second.path.read_bytes())


def test_a_workbook_is_made_in_its_own_format(played_year):
    ready = made(asked(played_year, Wanted("registry", "xlsx")))
    assert (ready.state, ready.title, ready.path.suffix) == ("ready", "Реестр результатов 2025/2026", ".xlsx")
    assert "Итоги" in load_workbook(BytesIO(ready.path.read_bytes())).sheetnames


@pytest.mark.parametrize("file_format", ["pdf", "docx"])
def test_a_protocol_waits_for_its_commission(played_year, file_format):
    failed = made(asked(played_year, Wanted("protocol", file_format)))
    said = "Протокол составляется, когда указаны председатель и секретарь комиссии."
    assert (failed.state, failed.failure) == ("failed", said)


def test_what_is_approved_says_so(approved_year):
    ready = made(asked(approved_year, of_school(approved_year.full)))
    assert ready.approved is True
    assert "по утверждённым результатам" in text_of(ready.path.read_bytes())


@pytest.mark.parametrize(("kind", "sentence"), [("school_result", NO_RESULT_YET), ("card", NOT_SIGNED)])
def test_without_a_map_there_is_nothing_to_make(played_year, kind, sentence):
    failed = made(asked(played_year, of_school(played_year.absent, kind)))
    assert (failed.state, failed.failure, failed.version) == ("failed", sentence, None)


def test_a_kind_that_is_no_longer_made_fails_with_a_sentence(played_year):
    failed = made(asked(played_year, Wanted("poem", "pdf")))
    assert (failed.state, failed.failure) == ("failed", "Документы этого вида больше не составляются.")


def test_the_digest_is_of_the_results_it_was_made_from(played_year):
    ready = made(asked(played_year, of_school(played_year.full)))
    other = made(asked(played_year, of_school(played_year.basic)))
    year = made(asked(played_year))
    before = results_digest(loaded(played_year.cycle))
    assert (ready.results_digest, year.results_digest) == (before.of(played_year.full.school_id), before.of_cycle)
    reopen = {"expert_map": again(played_year.full), "reason": "Пересмотр", "by": played_year.methodologist}
    resume_evaluation(**reopen, at=NOW)
    assert results_digest(loaded(played_year.cycle)) == before  # whose hands a map is in is no result
    set_final(
        expert_map=again(played_year.full), code="4.3", points=1, reason="Учтён", by=played_year.methodologist, at=NOW
    )
    after = loaded(played_year.cycle)
    changed = [row.results_digest != digest_for(after, row.school_id) for row in (ready, other, year)]
    assert changed == [True, False, True]


def test_a_poison_document_fails_and_the_next_is_made(played_year, monkeypatch):
    """The press gives the first document no time at all; the batch goes on with the others."""
    maps = [played_year.full, played_year.basic, played_year.primary]
    wanted = [of_school(row) for row in maps]
    batch = ask_for_all(cycle=played_year.cycle, wanted=wanted, kinds=[], by=played_year.coordinator, at=NOW)
    first, *rest = batch.documents.order_by("pk")
    with monkeypatch.context() as poisoned:
        hasty = Press(stylesheet(), font_folders(), Limits(wait=0.0))
        poisoned.setattr(room, "_presses", [hasty])
        made(first)
        hasty.close()
    for document in rest:
        made(document)
    told = list(batch.documents.order_by("pk").values_list("state", "failure"))
    assert told == [("failed", TOO_LONG), ("ready", ""), ("ready", "")]


def test_in_the_background_only_the_work_is_limited(played_year, monkeypatch):
    hasty = Press(stylesheet(), font_folders(), Limits(wait=0.0))
    monkeypatch.setattr(room, "_presses", [hasty])
    assert make_document.call(asked(played_year, of_school(played_year.full)).pk) is True
    assert hasty.limits == Limits(wait=PATIENCE)
    hasty.close()


def test_the_one_asked_for_goes_before_the_many(played_year):
    wanted = [of_school(row) for row in (played_year.full, played_year.basic)]
    ask_for_all(cycle=played_year.cycle, wanted=wanted, kinds=[], by=played_year.coordinator, at=NOW)
    alone = asked(played_year)
    send_waiting_documents.call()
    send_waiting_documents.call()
    queue = DBTaskResult.objects.filter(task_path=make_document.module_path).order_by("-priority", "enqueued_at")
    assert [row.args_kwargs["args"] for row in queue] == [
        [alone.pk],
        *([row.pk] for row in MadeDocument.objects.exclude(pk=alone.pk)),
    ]
