"""The head sees under a link whether it opens, and asks for another look."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from monitoring.models import LinkWatch
from monitoring.tests.looks import GONE, NO_PROGRAMS, fresh, link, looked, words
from monitoring.tests.views.doors import parts_of, turned_away

LATER = timedelta(minutes=-10)


@pytest.fixture(autouse=True)
def _checks_are_on(settings):
    settings.LINK_CHECKS = True


@pytest.fixture
def evidence(expert_map, head, now):
    return link(expert_map, head, now + LATER)


@pytest.fixture
def at(expert_map, evidence):
    return f"/maps/{expert_map.pk}/indicators/1.2/evidence/{evidence.pk}/check/"


def test_doors(client_of, at, foreign_head, reviewer):
    for method in ("get", "post"):
        assert turned_away(at, client_of, stranger=foreign_head, forbidden=reviewer, method=method) == [302, 404, 403]


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (None, "… Проверяется"),
        (words("a"), "✓ Открывается · проверено 18.09.2026 в 16:50"),
        (GONE, "✗ Не открывается. Такой страницы на сайте нет (404). Проверено 18.09.2026 в 16:50"),
        (NO_PROGRAMS, "⚠ Проверить не удалось. Сайт не пускает проверяющую программу (403)."),
    ],
)
def test_the_piece_says_what_became_of_it(expert_map, evidence, client_of, head, now, seen, expected):
    if seen is not None:
        looked(evidence, seen, now + LATER)
    page = client_of(head).get(f"/maps/{expert_map.pk}/").content.decode()
    block = page[page.index('class="link-state') :]
    assert expected in words_of(block[: block.index("</div>")])


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html[html.index(">") + 1 :]).replace("\u00a0", " ").split())


def test_nothing_is_said_where_nobody_looks(expert_map, head, client_of, now, settings):
    settings.LINK_CHECKS = False
    link(expert_map, head, now)
    assert 'class="link-state' not in client_of(head).get(f"/maps/{expert_map.pk}/").content.decode()


def test_another_look_is_wanted(client_of, evidence, at, head, now):
    looked(evidence, GONE, now + LATER)
    answer = client_of(head).post(at)
    assert (answer.status_code, answer.headers["Location"].endswith("#i1-2")) == (302, True)
    assert fresh(evidence).wanted_at == now


def test_the_script_gets_the_list_with_words(client_of, evidence, at, head, now):
    looked(evidence, GONE, now + LATER)
    answer = parts_of(client_of(head), at, {})
    assert (answer.status_code, answer.headers["X-Map-Parts"]) == (200, "saved")
    assert "Ссылка «school2.example.org/news/1» будет проверена ещё раз." in answer.content.decode()
    assert "проверяется снова" in answer.content.decode()


def test_too_soon_is_said(client_of, evidence, at, head, now):
    looked(evidence, GONE, now)
    answer = parts_of(client_of(head), at, {})
    assert (answer.status_code, "Ссылку проверяли только что" in answer.content.decode()) == (403, True)
    assert fresh(evidence).wanted_at is None


def test_get_changes_nothing(client_of, evidence, at, head, now):
    looked(evidence, GONE, now + LATER)
    assert client_of(head).get(at).status_code == 302
    assert LinkWatch.objects.wanted().count() == 0


def test_absent(client_of, expert_map, head):
    client = client_of(head)
    assert client.post(f"/maps/{expert_map.pk}/indicators/1.2/evidence/9999/check/").status_code == 404
    assert client.post(f"/maps/{expert_map.pk}/indicators/9.9/evidence/1/check/").status_code == 404


@pytest.mark.parametrize(("on", "offered"), [(True, True), (False, False)])
def test_another_look_is_offered_only_where_it_can_be_had(
    expert_map, evidence, client_of, head, now, settings, on, offered
):
    looked(evidence, GONE, now + LATER)
    settings.LINK_CHECKS = on
    page = client_of(head).get(f"/maps/{expert_map.pk}/").content.decode()
    assert ("Проверить ещё раз" in page, "Не открывается" in page) == (offered, True)
