"""Is a file given only to those who may, unable to run anything, and is every view on record?"""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from journal.models import JournalEntry
from monitoring.domain.evidence import add_file, add_link, take_away
from monitoring.domain.evidence_files import path_of
from monitoring.tests import papers
from monitoring.tests.stories import again, submitted
from monitoring.tests.views.doors import ABSENT, turned_away


@pytest.fixture
def file(expert_map, head, now):
    upload = SimpleUploadedFile('Приказ № 47; "новый".pdf', papers.pdf())
    return add_file(expert_map=expert_map, code="1.2", upload=upload, by=head, at=now)


def address(evidence):
    return f"/evidence/{evidence.pk}/file/"


def kept(evidence) -> bytes:
    return path_of(evidence.stored_name).read_bytes()


def content_of(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_closed_doors_of_a_draft(file, client_of, foreign_head, other_head, reviewer, observer):
    assert turned_away(address(file), client_of, stranger=foreign_head, forbidden=reviewer) == [302, 404, 403]
    assert turned_away(address(file), client_of, stranger=other_head, forbidden=observer) == [302, 404, 403]


def test_of_a_signed_map_the_department_reads_and_the_observer_does_not(
    expert_map, file, head, client_of, reviewer, methodologist, coordinator, observer
):
    submitted(expert_map, by=head)
    readers = (reviewer, methodologist, coordinator, observer)
    answers = [client_of(reader).get(address(file)) for reader in readers]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 403]
    assert [content_of(answer) for answer in answers[:3]] == [kept(file)] * 3


def test_it_comes_as_a_download_that_can_run_nothing(file, client_of, head):
    answer = client_of(head).get(address(file))
    assert content_of(answer) == kept(file)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox"
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''%D0%9F%D1%80%D0%B8%D0%BA%D0%B0%D0%B7%20%E2%84%96%2047%3B%20%22"
        "%D0%BD%D0%BE%D0%B2%D1%8B%D0%B9%22.pdf"
    )


def test_the_name_ends_as_the_content_is(expert_map, client_of, head, now):
    evidence = add_file(
        expert_map=expert_map, code="1.2", upload=SimpleUploadedFile("отчёт.exe", papers.pdf()), by=head, at=now
    )
    answer = client_of(head).get(address(evidence))
    content_of(answer)
    assert answer.headers["Content-Disposition"].endswith(".exe.pdf")


def test_every_view_is_on_record(expert_map, file, client_of, head):
    client = client_of(head)
    for _ in range(2):
        content_of(client.get(address(file)))
    entries = JournalEntry.objects.filter(subject=expert_map.subject, action="evidence.viewed")
    assert [(entry.by_id, entry.new["id"]) for entry in entries] == [(head.pk, file.pk)] * 2


def test_what_is_no_file_answers_404(expert_map, file, client_of, head, now):
    link = add_link(expert_map=expert_map, code="1.2", url="https://a.example.org/", by=head, at=now)
    client = client_of(head)
    assert client.get(address(link)).status_code == 404
    assert client.get(f"/evidence/{ABSENT}/file/").status_code == 404
    path_of(file.stored_name).unlink()
    assert client.get(address(file)).status_code == 404


def test_a_piece_taken_away_is_the_school_s_own_again(expert_map, file, client_of, head, reviewer, now):
    take_away(expert_map=expert_map, code="1.2", evidence=file, by=head, at=now)
    submitted(again(expert_map), by=head)
    answers = [client_of(person).get(address(file)) for person in (head, reviewer)]
    assert [answer.status_code for answer in answers] == [200, 404]
    assert content_of(answers[0]) == kept(file)


def test_only_reading(file, client_of, head):
    assert client_of(head).post(address(file)).status_code == 405
