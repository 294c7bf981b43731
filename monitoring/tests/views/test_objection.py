"""The head disputes a point from the result page; the answer comes back to it."""

from __future__ import annotations

import pytest
import time_machine

from monitoring.domain.evidence import add_link
from monitoring.domain.objection import decide_objection, raise_objection
from monitoring.models import Objection
from monitoring.states import StageKind
from monitoring.tests.stories import again, verified
from monitoring.tests.views.doors import turned_away

TEXT = "Учтены не все мероприятия"


@pytest.fixture
def ready(expert_map, head, reviewer, now):
    add_link(expert_map=expert_map, code="1.1", url="https://a.example.org/", title="Отчёт", by=head, at=now)
    return verified(expert_map, head=head, reviewer=reviewer)


def address(expert_map, code="1.1"):
    return f"/maps/{expert_map.pk}/objections/{code}/"


def result(client, expert_map) -> str:
    return client.get(f"/results/maps/{expert_map.pk}/").content.decode()


def test_closed_doors(ready, client_of, foreign_head, reviewer):
    assert turned_away(address(ready), client_of, stranger=foreign_head, forbidden=reviewer) == [302, 404, 403]
    assert client_of(reviewer).post(address(ready), {"text": TEXT}).status_code == 403


def test_an_editor_reads_and_does_not_dispute(ready, client_of, editor):
    client = client_of(editor)
    assert "Возражение подаёт руководитель школы" in client.get(address(ready)).content.decode()
    assert client.post(address(ready), {"text": TEXT}).status_code == 403
    assert Objection.objects.count() == 0


def test_it_is_raised_with_evidence_of_the_map_and_shown(ready, client_of, head):
    client, piece = client_of(head), ready.evidence.get()
    assert f'href="{address(ready)}"' in result(client, ready)
    assert f'href="{address(ready, "1.2")}"' not in result(client, ready)
    assert client.post(address(ready), {"text": TEXT, "evidence": [piece.pk]}).status_code == 302
    page = client.get(address(ready)).content.decode()
    assert (TEXT in page, "Рассматривается" in page, "Отчёт" in page, "<textarea" in page) == (True, True, True, False)
    assert "Возражение школы — рассматривается:</b> Учтены не все мероприятия" in result(client, ready)


def test_refusals_stay_at_their_place(ready, client_of, head):
    client = client_of(head)
    answer = client.post(address(ready), {"text": " "})
    assert (answer.status_code, "Напишите, с чем вы не согласны" in answer.content.decode()) == (422, True)
    foreign = client.post(address(ready), {"text": TEXT, "evidence": ["999999"]})
    assert (foreign.status_code, TEXT in foreign.content.decode()) == (422, True)
    assert client.post(address(ready, "9.9"), {"text": TEXT}).status_code == 404
    assert Objection.objects.count() == 0


def test_after_the_term_the_page_says_so(ready, client_of, head):
    client = client_of(head)
    with time_machine.travel(ready.cycle.stages.get(kind=StageKind.EVALUATION).ends_at, tick=False):
        client.force_login(head, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert "Возражения принимались по" in client.get(address(ready)).content.decode()
        assert "Возразить" not in result(client, ready)
        assert client.post(address(ready), {"text": TEXT}).status_code == 422


def test_the_answer_reaches_the_school(ready, client_of, head, methodologist, now):
    objection = raise_objection(expert_map=again(ready), code="1.1", text=TEXT, by=head, at=now)
    words = "Проверено по журналам"
    decide_objection(objection=objection, outcome="satisfied", decision=words, by=methodologist, at=now)
    client = client_of(head)
    page = client.get(address(ready)).content.decode()
    assert ("Удовлетворено" in page, words in page) == (True, True)
    assert f"Возражение школы — удовлетворено:</b> {TEXT}<br><b>Ответ 18.09.2026:</b> {words}" in result(client, ready)


QUERIES = 10


@pytest.mark.parametrize("pieces", [1, 6])
def test_queries_do_not_grow(ready, client_of, head, now, pieces, django_assert_num_queries):
    for number in range(pieces - 1):
        ready.evidence.create(
            municipality_id=ready.municipality_id,
            kind="link",
            url=f"https://a.example.org/{number}",
            title="х",
            added_by=head,
            added_at=now,
        )
    raise_objection(expert_map=again(ready), code="1.1", text=TEXT, evidence=ready.evidence.all(), by=head, at=now)
    client = client_of(head)
    client.get(address(ready))
    with django_assert_num_queries(QUERIES):
        client.get(address(ready))
