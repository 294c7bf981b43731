"""What is said of a page: opens, moved, gone, not for programs? Before real servers on the loopback interface."""

from __future__ import annotations

import hashlib
import ssl

import pytest

from monitoring.domain.page_look import look_at
from monitoring.states import LinkState
from outbound import GuardedClient
from outbound.tests.sites import certificate_for, page, sent_to, site

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
SYSTEM = ssl.create_default_context()
NAME = "school2.example.org"


def look(served, url, **more):
    usual = {"user_agent": "t", "opened": [served.place], "trust": SYSTEM, "resolve": lambda *asked: ["127.0.0.1"]}
    return look_at(GuardedClient(**usual | more), url)


def test_a_page_that_opens_leaves_its_words():
    with site({"/a": page("<title>Неделя</title><p>Прошла</p>")}) as served:
        seen = look(served, served.url("/a", NAME))
    assert (seen.state, seen.http_status, seen.title, seen.text) == (LinkState.OPENS, 200, "Неделя", "Прошла")
    assert (seen.final_url, seen.error, seen.may_pass) == (served.url("/a", NAME), "", False)
    assert seen.sha256 == hashlib.sha256("Прошла".encode()).hexdigest()


def test_what_is_no_text_is_known_by_its_bytes():
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n%PDF"
    with site({"/a.pdf": lambda write: write(answer)}) as served:
        seen = look(served, served.url("/a.pdf"))
    assert (seen.state, seen.text, seen.sha256) == (LinkState.OPENS, "", hashlib.sha256(b"%PDF").hexdigest())


@pytest.mark.parametrize(
    ("status", "state", "error", "may_pass"),
    [
        ("404 Not Found", LinkState.DEAD, "Такой страницы на сайте нет (404).", False),
        ("410 Gone", LinkState.DEAD, "Такой страницы на сайте нет (410).", False),
        ("400 Bad Request", LinkState.DEAD, "Сайт отказал (400).", False),
        ("500 Oh", LinkState.DEAD, "Сайт отвечает ошибкой (500).", True),
        ("503 Oh", LinkState.DEAD, "Сайт отвечает ошибкой (503).", True),
        ("401 No", LinkState.UNCHECKED, "Сайт не пускает проверяющую программу (401). Откройте страницу сами.", False),
        ("403 No", LinkState.UNCHECKED, "Сайт не пускает проверяющую программу (403). Откройте страницу сами.", False),
        ("429 No", LinkState.UNCHECKED, "Сайт не пускает проверяющую программу (429). Откройте страницу сами.", True),
    ],
)
def test_errors_of_the_site(status, state, error, may_pass):
    with site({"/": page("", status=status)}) as served:
        seen = look(served, served.url())
    assert (seen.state, seen.error, seen.http_status, seen.may_pass) == (state, error, int(status[:3]), may_pass)


def write_next(answers, write):
    next(answers)(write)


@pytest.mark.parametrize(
    ("first", "last", "state"),
    [
        ("/a", "/a/", LinkState.OPENS),
        ("/a", "/b", LinkState.MOVED),
        ("/a", "/", LinkState.MOVED),
        ("/a?id=1", "/a?id=2", LinkState.MOVED),
        ("/a", "http://www.{name}:{port}/a", LinkState.OPENS),
        ("/a", "http://other.example.org:{port}/a", LinkState.MOVED),
    ],
)
def test_only_another_page_is_a_move(first, last, state):
    with site({}) as served:
        target = last.format(name=NAME, port=served.port)
        steps = iter([sent_to(target), page("ok")])
        path = target.split(str(served.port), 1)[-1]
        served.answers |= dict.fromkeys((first, path), lambda write: write_next(steps, write))
        seen = look(served, served.url(first, NAME))
    assert seen.state == state


def test_a_refused_address_is_not_asked():
    with site({"/": sent_to("http://169.254.169.254/")}) as served:
        seen = look(served, served.url())
    assert (seen.state, seen.may_pass) == (LinkState.REFUSED, False)
    assert seen.error.startswith("Адрес ведёт не в интернет")


def test_an_unproven_certificate_is_the_person_s_to_judge(tmp_path):
    context, _ = certificate_for(NAME, tmp_path)
    with site({"/": page("ok")}, context) as served:
        seen = look(served, served.url("/", NAME, "https"))
    assert (seen.state, seen.error) == (
        LinkState.UNCHECKED, "Сертификат сайта не удалось подтвердить. Откройте страницу сами.",
    )  # fmt: skip


def test_silence_may_pass():
    with site({}) as served:
        pass
    seen = look(served, served.url())
    assert (seen.state, seen.http_status, seen.may_pass) == (LinkState.DEAD, None, True)
