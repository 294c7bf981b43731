"""The words kept of a page: shown as text and nothing else, to those who may read evidence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitoring.domain.evidence import take_away
from monitoring.tests.looks import GONE, link, looked, words
from monitoring.tests.stories import again, submitted
from monitoring.tests.views.doors import ABSENT, turned_away

HOUR = timedelta(hours=1)
HOSTILE = '<script>alert(1)</script>\n<img src=x onerror="alert(1)">\n{{ 7 }} &amp;'


@pytest.fixture
def evidence(expert_map, head, now):
    one = link(expert_map, head, now, title="Новости")
    looked(one, words("Прошла неделя профессий"), now)
    return one


def address(evidence):
    return f"/evidence/{evidence.pk}/copy/"


def test_closed_doors_of_a_draft(evidence, client_of, foreign_head, other_head, reviewer, observer):
    assert turned_away(address(evidence), client_of, stranger=foreign_head, forbidden=reviewer) == [302, 404, 403]
    assert turned_away(address(evidence), client_of, stranger=other_head, forbidden=observer) == [302, 404, 403]


def test_of_a_signed_map_the_department_reads(evidence, expert_map, head, client_of, reviewer, coordinator, observer):
    submitted(again(expert_map), by=head)
    readers = (reviewer, coordinator, observer)
    assert [client_of(reader).get(address(evidence)).status_code for reader in readers] == [200, 200, 403]


def test_it_says_what_when_and_where(evidence, client_of, head):
    page = client_of(head).get(address(evidence))
    text = page.content.decode()
    assert (page.context["text"], page.context["shown"].url) == ("Прошла неделя профессий", evidence.url)
    for said in ("18.09.2026 в\u00a017:00", page.context["shown"].sha256, evidence.url, "Прошла неделя профессий"):
        assert said in text


def test_words_are_words(evidence, client_of, head, now):
    looked(evidence, words(HOSTILE, title="<b>1</b>"), now + HOUR)
    text = client_of(head).get(address(evidence)).content.decode()
    assert [word for word in ("<script>alert", "<img src=x", "<b>1</b>") if word in text] == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>&lt;img src=x" in text


def test_a_dead_page_still_has_its_copy(evidence, client_of, head, now):
    looked(evidence, GONE, now + HOUR)
    assert client_of(head).get(address(evidence)).context["text"] == "Прошла неделя профессий"


def test_earlier_copies_can_be_asked_for(evidence, client_of, head, now):
    first = evidence.link_checks.get()
    looked(evidence, words("Другое"), now + HOUR)
    client = client_of(head)
    shown = [client.get(address(evidence), look).context["text"] for look in ({}, {"look": first.pk}, {"look": "x"})]
    assert shown == ["Другое", "Прошла неделя профессий", "Другое"]


def test_a_copy_of_another_link_is_not_shown_here(evidence, expert_map, client_of, head, now):
    other = link(expert_map, head, now, url="https://b.ru/")
    foreign = looked(other, words("Чужое"), now)
    assert client_of(head).get(address(evidence), {"look": foreign.pk}).context["text"] == "Прошла неделя профессий"


def test_without_a_copy_there_is_nothing(expert_map, client_of, head, now):
    one = link(expert_map, head, now, url="https://b.ru/")
    client = client_of(head)
    assert client.get(address(one)).status_code == 404
    looked(one, GONE, now)
    assert client.get(address(one)).status_code == 404
    assert client.get(f"/evidence/{ABSENT}/copy/").status_code == 404


def test_a_link_taken_away_is_the_school_s_own_again(evidence, expert_map, client_of, head, reviewer, now):
    take_away(expert_map=again(expert_map), code="1.2", evidence=evidence, by=head, at=now)
    submitted(again(expert_map), by=head)
    assert [client_of(person).get(address(evidence)).status_code for person in (head, reviewer)] == [200, 404]


def test_back_leads_to_where_the_person_works(evidence, expert_map, client_of, head, reviewer):
    submitted(again(expert_map), by=head)
    found = [client_of(person).get(address(evidence)).context["back"] for person in (head, reviewer)]
    assert found == [f"/maps/{expert_map.pk}/#i1-2", f"/review/{expert_map.pk}/1.2/"]


def test_only_reading(evidence, client_of, head):
    assert client_of(head).post(address(evidence)).status_code == 405
