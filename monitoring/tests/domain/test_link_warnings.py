"""Which links make the reviewer look twice, and which do not?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitoring.domain.link_warnings import LinkFinding
from monitoring.domain.warnings import Judged, Piece, warnings_of
from monitoring.states import LinkState
from scoring.engine.types import IndicatorRule, Kind

RULE = IndicatorRule("1.6", Kind.FACT)
OPENS = LinkFinding(LinkState.OPENS)
SEEN = {"is_seen": True}


def judged(*findings):
    pieces = tuple(Piece(f"Страница {n}", False, None, link=link) for n, link in enumerate(findings, start=1))
    return Judged(rule=RULE, points=1, first_year=2025, pieces=pieces)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        (None, []),
        (OPENS, []),
        (LinkFinding(LinkState.MOVED), []),
        (LinkFinding(LinkState.MOVED, is_off_site=True), ["link_off_site"]),
        (LinkFinding(LinkState.OPENS, is_changed=True), ["link_changed"]),
        (LinkFinding(LinkState.MOVED, is_changed=True, is_off_site=True), ["link_off_site", "link_changed"]),
        (LinkFinding(LinkState.DEAD), ["link_dead"]),
        (LinkFinding(LinkState.DEAD, is_seen=True), []),
        (LinkFinding(LinkState.UNCHECKED), ["link_unchecked"]),
        (LinkFinding(LinkState.REFUSED), ["link_unchecked"]),
        (LinkFinding(LinkState.UNCHECKED, is_seen=True), []),
        (LinkFinding(None), ["link_unchecked"]),
        (LinkFinding(None, is_seen=True), []),
    ],
)
def test_what_is_found_is_warned_of_and_nothing_else(link, expected):
    assert [warning.check for warning in warnings_of(judged(link))] == expected


def test_the_words_name_the_page_and_the_reason():
    dead = LinkFinding(LinkState.DEAD, "Такой страницы на сайте нет (404).")
    moved = LinkFinding(LinkState.MOVED, final_url="https://shop.example/", is_off_site=True)
    found = warnings_of(judged(dead, moved, OPENS, replace(OPENS, is_changed=True), LinkFinding(None)))
    assert [(warning.title, warning.text) for warning in found] == [
        ("Ссылка не открывается", "«Страница 1»: Такой страницы на сайте нет (404)."),
        ("Ссылка ушла с официального сайта школы", "«Страница 2»: теперь https://shop.example/."),
        (
            "Страница изменилась после представления",
            "«Страница 4»: текст не тот, что при подписании: сравните сохранённые копии.",
        ),
        ("Ссылка не проверена", "«Страница 5»: ждёт проверки; откройте её сами."),
    ]
