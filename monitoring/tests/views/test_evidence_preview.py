"""Is a file shown in a page of ours to those who may read it, as pictures or text that can run nothing?"""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
import time_machine
from PIL import Image

from journal.models import JournalEntry
from monitoring.domain.evidence import add_file, add_link, take_away
from monitoring.domain.evidence_files import path_of
from monitoring.domain.evidence_revision import replace_file
from monitoring.models import Evidence
from monitoring.tests import papers
from monitoring.tests.stories import again, submitted
from monitoring.tests.views.doors import ABSENT, turned_away

PARTS = {"X-Requested-With": "map-parts"}
QUERIES = 8  # session, person, roles, the menu, the piece with its map, was it shown today, its codes and revision


@pytest.fixture
def add(expert_map, head, now):
    def added(content, name="Приказ.pdf", code="1.2", **said):
        upload = papers.upload(content, name)
        return add_file(expert_map=again(expert_map), code=code, upload=upload, by=head, at=now, **said)

    return added


@pytest.fixture
def piece(add):
    return add(papers.pdf(pages=3))


def preview(piece):
    return f"/evidence/{piece.pk}/preview/"


def picture_of(piece, number=1):
    return f"/evidence/{piece.pk}/pages/{number}.png"


def shown_entries(expert_map):
    return JournalEntry.objects.filter(subject=expert_map.subject, action="evidence.shown")


@pytest.mark.parametrize("address", [preview, picture_of])
def test_closed_doors_of_a_draft(piece, client_of, foreign_head, other_head, reviewer, observer, address):
    assert turned_away(address(piece), client_of, stranger=foreign_head, forbidden=reviewer) == [302, 404, 403]
    assert turned_away(address(piece), client_of, stranger=other_head, forbidden=observer) == [302, 404, 403]


@pytest.mark.parametrize("address", [preview, picture_of])
def test_of_a_signed_map_the_department_reads_and_the_observer_does_not(
    expert_map, piece, head, client_of, reviewer, methodologist, coordinator, observer, address
):
    submitted(again(expert_map), by=head)
    readers = (reviewer, methodologist, coordinator, observer)
    assert [client_of(reader).get(address(piece)).status_code for reader in readers] == [200, 200, 200, 403]


@pytest.mark.parametrize("address", [preview, picture_of])
def test_a_link_an_absent_piece_and_one_taken_away_answer_404(
    expert_map, piece, client_of, head, reviewer, now, address
):
    link = add_link(expert_map=again(expert_map), code="1.2", url="https://a.example.org/", by=head, at=now)
    take_away(expert_map=again(expert_map), code="1.2", evidence=piece, by=head, at=now)
    submitted(again(expert_map), by=head)
    assert client_of(head).get(address(link)).status_code == 404
    assert client_of(head).get(address(Evidence(pk=ABSENT))).status_code == 404
    assert [client_of(person).get(address(piece)).status_code for person in (head, reviewer)] == [200, 404]


def test_pages_of_a_pdf_are_pictures_of_our_own(piece, client_of, head):
    client = client_of(head)
    page = client.get(preview(piece)).content.decode()
    assert [f'src="{picture_of(piece, number)}"' in page for number in (1, 2, 3, 4)] == [True, True, True, False]
    answer = client.get(picture_of(piece, 2))
    content = answer.content
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1000, 1416))
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox"
    assert answer.headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("number", [0, 4, 10**6, 10**30])
def test_a_page_that_is_not_there(piece, client_of, head, number):
    assert client_of(head).get(picture_of(piece, number)).status_code == 404


def test_a_picture_is_made_once_and_not_beside_the_evidence(piece, client_of, head, settings):
    client = client_of(head)
    for _ in range(2):
        client.get(picture_of(piece))
    [made] = settings.RENDITION_ROOT.rglob("1.png")
    before = made.stat().st_mtime_ns
    client.get(picture_of(piece))
    assert (made.stat().st_mtime_ns, made.parent.name) == (before, piece.sha256)
    assert [path.suffix for path in settings.MEDIA_ROOT.rglob("*.*")] == [".pdf"]


def test_a_picture_is_no_wider_than_a_screen(add, client_of, head):
    piece = add(papers.picture("JPEG", (3000, 200)), "снимок.jpg")
    content = client_of(head).get(picture_of(piece)).content
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 80))


@pytest.mark.parametrize(
    "make",
    [
        lambda text: papers.docx([text], rows=[["а", text]]),
        lambda text: papers.xlsx([["а", text]]),
        lambda text: papers.odt([text.replace("<", "&lt;")]),
        lambda text: papers.ods([["а", text.replace("<", "&lt;")]]),
    ],
)
def test_text_of_a_document_is_only_text(add, client_of, head, make):
    piece = add(make("<script>alert(1)</script>"), "отчёт.docx")
    page = client_of(head).get(preview(piece)).content.decode()
    assert ("&lt;script&gt;alert(1)&lt;/script&gt;" in page, "<script>alert" in page) == (True, False)


def test_a_long_document_is_shown_in_part_and_says_so(add, client_of, head):
    piece = add(papers.docx([f"Строка {number}" for number in range(1000)]), "отчёт.docx")
    page = client_of(head).get(preview(piece)).content.decode()
    assert ("Показана первая часть" in page, "Строка 299<" in page, "Строка 300<" in page) == (True, True, False)


def test_an_empty_document_says_where_to_look(add, client_of, head):
    page = client_of(head).get(preview(add(papers.docx([""]), "пусто.docx"))).content.decode()
    assert "В документе нет текста" in page


def test_many_pages_come_by_twenty(add, client_of, head):
    piece = add(papers.pdf(pages=45))
    client = client_of(head)
    asked = {"": 1, "?part=2": 21, "?part=3": 41, "?part=9": 41, "?part=x": 1, "?part=-1": 1}
    first = {part: client.get(preview(piece) + part).context["shown"].pages[0].number for part in asked}
    assert first == asked
    assert "21–40" in client.get(preview(piece)).content.decode()


def test_a_script_gets_only_the_part_that_shows_the_file(piece, client_of, head):
    answer = client_of(head).get(preview(piece), headers=PARTS)
    page = answer.content.decode()
    assert (answer.headers["X-Map-Parts"], "<html" in page, page.count("<img")) == ("shown", False, 3)


def test_a_showing_is_journalled_once_a_person_a_piece_a_day(expert_map, piece, client_of, head, editor, now):
    for person in (head, head, editor):
        client = client_of(person)
        client.get(preview(piece))
        for number in (1, 2):
            client.get(picture_of(piece, number))
    assert sorted(shown_entries(expert_map).values_list("by", flat=True)) == sorted([head.pk, editor.pk])
    with time_machine.travel(now + timedelta(hours=7), tick=False):  # midnight in Yekaterinburg has passed
        client = client_of(head)
        client.get(preview(piece))
    assert shown_entries(expert_map).filter(by=head).count() == 2


def test_only_reading(piece, client_of, head):
    assert [client_of(head).post(address(piece)).status_code for address in (preview, picture_of)] == [405, 405]


def test_bytes_gone_by_the_term_of_keeping_are_said_to_be_gone(piece, client_of, head):
    path_of(piece.stored_name).unlink()
    page = client_of(head).get(preview(piece)).content.decode()
    assert "Файл больше не хранится" in page
    assert client_of(head).get(picture_of(piece)).status_code == 404


def test_both_revisions_are_open_to_the_reviewer(expert_map, piece, head, reviewer, client_of, now):
    upload = papers.upload(papers.pdf("2"), "Приказ новый.pdf")
    newer = replace_file(expert_map=again(expert_map), code="1.2", evidence=piece, upload=upload, by=head, at=now)
    submitted(again(expert_map), by=head)
    client = client_of(reviewer)
    page = client.get(preview(newer)).content.decode()
    assert f'<a href="{preview(piece)}">редакция 1</a> от 18.09.2026: Приказ.pdf' in page
    assert client.get(preview(piece)).status_code == 200
    desk = client.get(f"/review/{expert_map.pk}/1.2/").content.decode()
    assert f'редакция 2 от 18.09.2026, прежняя — <a href="{preview(piece)}">Приказ.pdf</a> от 18.09.2026' in desk


@pytest.mark.parametrize("pages", [1, 3])
def test_queries_do_not_grow_with_pages(add, client_of, head, django_assert_num_queries, pages):
    piece, client = add(papers.pdf(pages=pages)), client_of(head)
    client.get(preview(piece))
    with django_assert_num_queries(QUERIES):
        client.get(preview(piece))
