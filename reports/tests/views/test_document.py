"""Is a made document served as it was stored, shown with its versions, made anew with a reason, packed whole?"""

from __future__ import annotations

import csv
import hashlib
import io
from zipfile import ZipFile

import pytest

from journal.models import JournalEntry
from monitoring.tests.views.doors import turned_away
from reports.models import MadeDocument
from reports.tests.documents import asked, done, of_school
from reports.tests.views.test_documents import plain

CONTENT = b"%PDF-1.7 " + bytes(range(256)) * 2000


@pytest.fixture
def ready(played_year) -> MadeDocument:
    return done(asked(played_year, of_school(played_year.full)), CONTENT, title="Результаты 2025/2026, МАОУ СОШ № 2")


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("rest", ["", "file/", "again/"])
def test_closed_doors(played_year, ready, client_of, foreign_coordinator, rest):
    there = f"/documents/{ready.pk}/{rest}"
    forbidden = played_year.observer if rest == "again/" else played_year.head
    assert turned_away(there, client_of, stranger=foreign_coordinator, forbidden=forbidden) == [302, 404, 403]
    absent = client_of(played_year.coordinator).get(there.replace(str(ready.pk), "10000000"))
    assert absent.status_code == 404


def test_the_file_is_served_as_it_was_stored(played_year, ready, client_of):
    answer = client_of(played_year.observer).get(f"/documents/{ready.pk}/file/")
    assert body(answer) == CONTENT
    assert {name: answer.headers[name] for name in ("Content-Type", "Content-Length", "ETag", "Cache-Control")} == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(CONTENT)),
        "ETag": f'"{hashlib.sha256(CONTENT).hexdigest()}"',
        "Cache-Control": "no-store, private",
    }
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Content-Security-Policy"]) == (
        "nosniff",
        "sandbox",
    )
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''%D0%A0%D0%B5%D0%B7")


def test_what_the_client_has_is_not_sent_again(played_year, ready, client_of):
    client = client_of(played_year.observer)
    same = client.get(f"/documents/{ready.pk}/file/", headers={"If-None-Match": f'"{ready.sha256}"'})
    other = client.get(f"/documents/{ready.pk}/file/", headers={"If-None-Match": '"abc"'})
    assert (same.status_code, same.content, body(other) == CONTENT) == (304, b"", True)
    assert JournalEntry.objects.filter(action="document.taken").count() == 1


def test_without_its_file_there_is_nothing(played_year, ready, client_of):
    client = client_of(played_year.observer)
    waiting = asked(played_year)
    ready.path.unlink()
    answers = [client.get(f"/documents/{pk}/file/").status_code for pk in (waiting.pk, ready.pk)]
    assert (answers, JournalEntry.objects.filter(action="document.taken").count()) == ([404, 404], 0)


def test_the_page_says_versions_digests_and_that_results_changed(played_year, ready, client_of):
    page = plain(client_of(played_year.methodologist).get(f"/documents/{ready.pk}/"))
    for words in (ready.number, ready.sha256, ready.results_digest, "Версия 1", "18.09.2026", "предварительным данным"):
        assert words in page
    assert "Результаты изменились после составления" in page  # the digest of this test is nobody's


def test_anew_is_asked_with_a_reason(played_year, ready, client_of):
    client, there = client_of(played_year.methodologist), f"/documents/{ready.pk}/again/"
    assert "останется как есть" in plain(client.get(there))
    refused = client.post(there, {"reason": "   "})
    assert (refused.status_code, "Напишите, почему" in plain(refused), MadeDocument.objects.count()) == (422, True, 1)
    answers = [client.post(there, {"reason": "Исправлен бланк"}) for _ in range(2)]
    second = MadeDocument.objects.get(version=2)
    assert {answer.headers["Location"] for answer in answers} == {f"/documents/{second.pk}/"}
    page = plain(client.get(f"/documents/{second.pk}/"))
    assert ("Исправлен бланк" in page, "Новая версия составляется" in page, "Составить заново" in page) == (
        True, True, False,
    )  # fmt: skip
    assert client.get(f"/documents/{second.pk}/again/").status_code == 404


def unpacked(answer) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(body(answer))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_archive_holds_the_last_versions_in_natural_order_with_their_list(played_year, ready, client_of):
    second = done(asked(played_year, of_school(played_year.full, reason="Бланк")), b"second", title="СОШ № 2")
    tenth = done(asked(played_year, of_school(played_year.basic)), b"tenth", title="ООШ № 10")
    fifth = done(asked(played_year, of_school(played_year.primary, "card")), b"fifth", title="НОШ № 5")
    year = done(asked(played_year), b"year", title="Справка")
    answer = client_of(played_year.observer).get(f"/results/{played_year.cycle.pk}/documents.zip")
    assert (answer.headers["Content-Type"], answer.streaming) == ("application/zip", True)
    files = unpacked(answer)
    listed = files.pop("Список документов.csv").decode("utf-8-sig")
    assert files == {
        "Справка.pdf": b"year",
        "Результаты школы/001 СОШ № 2.pdf": b"second",
        "Результаты школы/002 ООШ № 10.pdf": b"tenth",
        "Экспертная карта/001 НОШ № 5.pdf": b"fifth",
    }
    rows = list(csv.DictReader(io.StringIO(listed), delimiter=";"))
    assert [(row["Файл"], row["SHA-256"], row["Номер"]) for row in rows] == [
        (name, document.sha256, document.number)
        for name, document in zip(files, (year, second, tenth, fifth), strict=True)
    ]
    assert [entry.new for entry in JournalEntry.objects.filter(action="documents.taken")] == [{"count": 4}]


def test_the_archive_is_of_the_kinds_asked_for(played_year, ready, client_of):
    done(asked(played_year), b"year")
    client = client_of(played_year.observer)
    files = unpacked(client.get(f"/results/{played_year.cycle.pk}/documents.zip?what=school_result.pdf&what=poem.pdf"))
    assert list(files) == ["Список документов.csv", "Результаты школы/001 Результаты 2025-2026, МАОУ СОШ № 2.pdf"]


def test_a_lost_file_is_named_in_the_list_and_breaks_nothing(played_year, ready, client_of):
    other = done(asked(played_year, of_school(played_year.basic)), b"other")
    ready.path.unlink()
    files = unpacked(client_of(played_year.observer).get(f"/results/{played_year.cycle.pk}/documents.zip"))
    rows = list(csv.DictReader(io.StringIO(files["Список документов.csv"].decode("utf-8-sig")), delimiter=";"))
    assert [row["Файл"] for row in rows] == ["файл не найден в хранилище", "Результаты школы/002 Справка.pdf"]
    assert (len(files), rows[1]["SHA-256"]) == (2, other.sha256)


def test_without_documents_the_archive_leads_back(played_year, client_of):
    answer = client_of(played_year.observer).get(f"/results/{played_year.cycle.pk}/documents.zip", follow=True)
    assert "Готовых документов ещё нет" in plain(answer)
