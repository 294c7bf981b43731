"""Are the words of a page read as a person reads them, whatever the page is made of?"""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.domain.page_text import MOST_BYTES, NOTHING, read_text

PAGE = """<!doctype html><html><head><title>Новости — СОШ №&nbsp;2</title><style>p { color: red }</style></head>
<body><nav><ul><li>Главная<li>Контакты</ul></nav><script>var x = "<p>нет</p>"</script>
<h1>Неделя профессий</h1><p>Прошла <b>12 марта</b>.<br>Участвовали 104 человека.</p>
<table><tr><td>8 класс<td>60</table><noscript>нет</noscript><!-- нет --></body></html>"""
WORDS = "Главная\nКонтакты\nНеделя профессий\nПрошла 12 марта.\nУчаствовали 104 человека.\n8 класс\n60"


def test_title_and_words():
    read = read_text(PAGE.encode(), "text/html; charset=utf-8")
    assert (read.title, read.text) == ("Новости — СОШ № 2", WORDS)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("utf-8", "text/html"),
        ("utf-8", "text/html; charset=UTF-8"),
        ("utf-8-sig", "text/html; charset=windows-1251"),
        ("utf-16", "text/html"),
        ("cp1251", "text/html; charset=windows-1251"),
        ("cp1251", "text/html"),
        ("koi8-r", "text/html; charset=koi8-r"),
        ("cp1251", "text/html; charset=zlib"),
        ("utf-8", "text/html; charset=no-such"),
    ],
)
def test_letters_are_read_however_they_are_written(name, kind):
    text = "<p>Прошла 12 марта, съезд щёголей</p>"
    assert read_text(text.encode(name), kind).text == "Прошла 12 марта, съезд щёголей"


def test_letters_named_by_the_page_itself():
    body = '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>Прошла</p>'.encode("koi8-r")
    assert read_text(body, "text/html").text == "Прошла"


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/json", "application/octet-stream"])
def test_what_is_no_text_has_none(kind):
    assert read_text(b"%PDF-1.4", kind) == NOTHING


def test_a_plain_text_is_kept_as_it_is():
    assert read_text("Раз\n\n  два \0три".encode(), "text/plain").text == "Раз\nдва три"


def test_what_cannot_be_seen_makes_no_difference():
    one, other = "<p>Раз  два</p>\n\n<p>три</p>", "<div><p>Раз\u00a0два</p><p>\u200bтри</p></div><script>7</script>"
    assert read_text(one.encode(), "text/html").text == read_text(other.encode(), "text/html").text == "Раз два\nтри"


def test_the_words_are_cut_at_the_limit_between_letters():
    text = read_text(("<p>" + "ы" * 150_000).encode(), "text/html").text
    assert text == "ы" * (MOST_BYTES // 2)


@pytest.mark.parametrize(
    "piece", [b"<", b"<!--", b"<a ", b"<div>", b"&#x", b"<script>", b"<![CDATA[", b"</p>", b"<p title='", b"&amp;" * 9]
)
def test_a_hostile_megabyte_takes_no_time(piece):
    started = time.monotonic()
    read_text(piece * (2**20 // len(piece)), "text/html")
    assert time.monotonic() - started < 3


@given(st.binary(max_size=400), st.sampled_from(["text/html", "text/plain", "", "text/html; charset=utf-16"]))
def test_any_bytes_are_read_without_fail(body, kind):
    read = read_text(body, kind)
    assert all(char.isprintable() or char == "\n" for char in read.title + read.text)
