"""The school reads what was sent to it; the head, and nobody else, says that it was read."""

from __future__ import annotations

from datetime import timedelta

import pytest

from improvement.domain.deciding import change
from improvement.domain.sending import send_recommendations
from improvement.domain.words import Words
from improvement.models import Delivery, Recommendation
from improvement.tests import stories
from monitoring.tests import stories as maps
from monitoring.tests.stories import again
from monitoring.tests.views.doors import turned_away
from reports.contexts.school_result import build_school_result
from reports.queries.results_digest import digest_for, results_digest

QUERIES = 5  # session, person, roles, map, what lies there


@pytest.fixture
def address(expert_map):
    return f"/maps/{expert_map.pk}/recommendations/"


@pytest.fixture
def sent(approved_year, methodologist, head) -> list[Recommendation]:
    return stories.sent(approved_year, by=methodologist)


def text_of(client, address) -> str:
    return client.get(address).content.decode().replace("\u00a0", " ")


def test_doors(client_of, address, foreign_coordinator, other_head):
    assert turned_away(address, client_of, stranger=foreign_coordinator) == [302, 404]
    assert client_of(other_head).get(address).status_code == 404


def test_the_head_reads_and_confirms_by_one_button(client_of, address, sent, head, now):
    client = client_of(head)
    said = text_of(client, address)
    assert ("Ознакомлен</button>" in said, [code in said for code in stories.MISSED]) == (True, [True] * 7)
    assert client.post(f"{address}confirm/").url == address
    said = text_of(client, address)
    assert ("Ознакомлен</button>" in said, "Ознакомление подтверждено: Директорова" in said) == (False, True)
    assert Delivery.objects.filter(confirmed_by=head, confirmed_at=now).count() == 7


@pytest.mark.parametrize("person", ["editor", "observer", "methodologist"])
def test_others_read(request, client_of, address, sent, person):
    client = client_of(request.getfixturevalue(person))
    assert "Ознакомлен</button>" not in text_of(client, address)
    assert client.post(f"{address}confirm/").status_code == 403


def test_a_change_after_sending_is_a_new_edition_that_says_so(
    client_of, address, sent, approved_year, expert_map, methodologist, head, now
):
    row, client = sent[0], client_of(head)
    client.post(f"{address}confirm/")
    words = Words("Иначе.", row.helper, row.target, row.due)
    change(recommendation=row, words=words, version=row.version, reason="Опечатка", by=methodologist, at=now)
    assert "Иначе." not in text_of(client, address)
    send_recommendations(cycle=approved_year, by=methodologist, at=now + timedelta(hours=1))
    said = text_of(client, address)
    assert ("Редакция 2" in said, "Причина: Опечатка" in said, "Иначе." in said, "Ознакомлен</button>" in said) == (
        True, True, True, True,
    )  # fmt: skip
    assert "Редакция 1, отправлена" in said


def test_a_reopened_result_is_said_above(client_of, address, sent, expert_map, coordinator, head, now):
    maps.reopened(expert_map, by=coordinator, at=now)
    assert "Результат пересматривается" in text_of(client_of(head), address)


def test_the_result_shows_what_was_sent(client_of, sent, expert_map, head, now):
    result = build_school_result(again(expert_map), at=now)
    assert (result.advice_is_sent, [item.code for item in result.recommendations]) == (True, stories.MISSED)
    assert {item.due for item in result.recommendations} == {sent[0].due}
    said = text_of(client_of(head), f"/results/maps/{expert_map.pk}/")
    assert "Направлены школе методическим центром" in said
    pdf = client_of(head).get(f"/results/maps/{expert_map.pk}/result.pdf")
    assert pdf.status_code == 200


def test_a_paper_made_before_has_former_figures(approved_year, expert_map, methodologist, head):
    before = digest_for(approved_year, expert_map.school_id)
    stories.accepted(approved_year, by=methodologist)
    assert digest_for(approved_year, expert_map.school_id) == before
    stories.sent(approved_year, by=methodologist)
    after = digest_for(approved_year, expert_map.school_id)
    assert (after != before, results_digest(approved_year).of(expert_map.school_id)) == (True, after)


def test_until_then_what_the_results_suggest(approved_year, expert_map, methodologist, now):
    stories.accepted(approved_year, by=methodologist)
    result = build_school_result(again(expert_map), at=now)
    assert (result.advice_is_sent, [item.code for item in result.recommendations]) == (False, stories.MISSED)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(client_of, address, sent, head, count, django_assert_num_queries):
    Delivery.objects.exclude(edition__recommendation__in=sent[:count]).delete()
    client = client_of(head)
    client.get(address)
    with django_assert_num_queries(QUERIES):
        client.get(address)
