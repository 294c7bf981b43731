"""A school's own documents: the approved, frozen versions about it, and nothing of another school."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from journal.models import JournalEntry
from reports.domain.asking import Wanted
from reports.models import MadeDocument
from reports.tests.documents import asked, done, of_school

QUERIES = 5  # session, person, roles, map, documents


def address(expert_map) -> str:
    return reverse("reports:school_documents", args=[expert_map.pk])


def file_of(expert_map, document) -> str:
    return reverse("reports:school_document_file", args=[expert_map.pk, document.pk])


def made(year, expert_map, *, approved=True, reason="", **said) -> MadeDocument:
    wanted = of_school(expert_map, reason=reason, **said)
    return done(asked(year, wanted), f"%PDF {wanted}".encode(), approved=approved, title="Результаты")


def text_of(answer) -> str:
    return " ".join(
        re.sub(r"<[^>]+>", "", answer.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")).split()
    )


def test_doors(approved_year, client_of, foreign_head, foreign_coordinator):
    doors = {
        "head": 200, "editor": 200, "other_head": 404, "reviewer": 403, "methodologist": 403, "coordinator": 403,
        "observer": 403,
    }  # fmt: skip
    answers = {
        who: client_of(getattr(approved_year, who)).get(address(approved_year.full)).status_code for who in doors
    }
    assert answers == doors
    strangers = [
        client_of(who).get(address(approved_year.full)).status_code for who in (foreign_head, foreign_coordinator)
    ]
    assert strangers == [404, 404]


def test_versions_with_number_and_date_and_none_of_anybody_else(approved_year, client_of):
    year, client = approved_year, client_of(approved_year.head)
    assert "Документов пока нет" in text_of(client.get(address(year.full)))
    first = made(year, year.full)
    second = made(year, year.full, reason="Исправлен бланк")
    card = made(year, year.full, kind="card")
    other, statement = made(year, year.basic), done(asked(year), approved=True)
    draft = made(year, year.full, approved=False, reason="Ещё раз")
    said = text_of(client.get(address(year.full)))
    assert [f"№ {row.number}" in said for row in (first, second, card, other, statement, draft)] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
    assert f"№ {second.number} от 18.09.2026, версия 2" in said
    shown = client.get(address(year.full)).context["documents"]
    assert [(item.title, item.latest.pk, [row.pk for row in item.before]) for item in shown] == [
        ("Результаты школы", second.pk, [first.pk]), ("Экспертная карта", card.pk, []),
    ]  # fmt: skip


def test_the_file_is_handed_over_with_a_line_in_the_journal(approved_year, client_of):
    year, client = approved_year, client_of(approved_year.head)
    first, other = made(year, year.full), made(year, year.basic)
    statement, draft = done(asked(year), approved=True), made(year, year.full, approved=False, reason="Ещё раз")
    editable = done(asked(year, Wanted("school_result", "docx", year.full.school_id)), approved=True)
    answer = client.get(file_of(year.full, first))
    assert b"".join(answer.streaming_content) == first.path.read_bytes()
    taken = JournalEntry.objects.filter(action="document.taken")
    assert [(entry.subject, entry.by_id) for entry in taken] == [(first.subject, year.head.pk)]
    asked_for = [file_of(year.full, row) for row in (other, statement, draft, editable)]
    asked_for.append(file_of(year.basic, other))
    assert ([client.get(there).status_code for there in asked_for], taken.count()) == ([404] * 5, 1)


def test_what_waits_failed_or_was_cancelled_is_not_there(approved_year, client_of):
    year, client = approved_year, client_of(approved_year.head)
    waiting = asked(year, Wanted("school_result", "pdf", year.full.school_id))
    assert client.get(address(year.full)).context["documents"] == []
    assert client.get(file_of(year.full, waiting)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(approved_year, client_of, count, django_assert_num_queries):
    for place in range(count):
        made(approved_year, approved_year.full, reason=f"Раз {place}" if place else "")
    client = client_of(approved_year.head)
    client.get(address(approved_year.full))
    with django_assert_num_queries(QUERIES):
        client.get(address(approved_year.full))
