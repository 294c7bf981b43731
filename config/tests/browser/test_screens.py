"""Is every screen of every role fit for everybody, in light and dark, wide and narrow, with eyes and without?"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from config.tests.browser.people import Person
from config.tests.browser.pictures import keep_pictures
from config.tests.browser.screen import faults_of, special_faults
from config.tests.browser.tour import NOT_SCREENS, TOURS
from config.tests.matrix import named_patterns
from config.tests.serving import Served

pytestmark = [pytest.mark.browser, pytest.mark.long]

# Each look at its most: the largest letters, wide spaces, serifs, colours that differ most from the usual ones.
LOOKS = (
    "size=200&scheme=white-on-black&spacing=wide&face=serif",
    "size=150&scheme=blue-on-light",
    "scheme=black-on-white",
)
MAIN = {
    "head": {"Карта", "Проверить и представить: есть пробелы", "Результат"},
    "reviewer": {"Очередь", "Проверка карты", "Стол: форма исправления"},
    "methodologist": {"Оценка карты", "Итоги утверждённого года", "Документы", "Рекомендации года"},
    "coordinator": {"Ход", "Школы", "Люди", "Таблица с ошибками"},
    "public": {"Вход"},
}


@pytest.fixture(scope="module")
def facts(district: Served) -> dict:
    told = district.manage("shell", "-v", "0", "-c", "from config.tests.browser.arranging import arrange; arrange()")
    return json.loads(told.splitlines()[-1])


@pytest.fixture
def visitor(enter: Callable, district: Served, facts: dict) -> Callable[[str], Person]:
    def come(role: str) -> Person:
        who, _ = TOURS[role]
        person = enter(district, role)
        return person.sign_in(facts["heads"].get(who, who)) if who else person

    return come


def tell(faults: list[str]) -> None:
    """All of them, uncut: page, rule, element."""
    if faults:
        pytest.fail(f"{len(faults)} faults\n" + "\n".join(faults), pytrace=False)


@pytest.mark.parametrize("role", TOURS)
def test_every_screen_is_fit_for_everybody(visitor, facts, role):
    person, faults = visitor(role), []
    for stop in TOURS[role][1](facts):
        person.go(stop.address)
        stop.reach(person)
        keep_pictures(person.page, role, stop.name)
        faults += faults_of(person.page, f"{role}, «{stop.name}»")
    tell(faults)


@pytest.mark.parametrize("role", MAIN)
@pytest.mark.parametrize("look", LOOKS)
def test_main_screens_are_fit_in_the_version_for_the_visually_impaired(visitor, facts, role, look):
    person, faults = visitor(role), []
    person.context.add_cookies([{"name": "appearance", "value": look, "url": person.site}])
    for stop in TOURS[role][1](facts):
        if stop.name in MAIN[role]:
            person.go(stop.address)
            stop.reach(person)
            faults += special_faults(person.page, f"{role}, «{stop.name}»")
    tell(faults)


def test_no_screen_is_left_out(facts):
    visited = {
        resolve(urlsplit(stop.address).path).view_name
        for _, tour in TOURS.values()
        for stop in tour(facts)
        if stop.address != "/nowhere/"
    }
    # Reached by an upload: the address is known only then.
    visited |= {"schools:import_preview", "monitoring:cycle_division_preview"}
    # Reached by a link beside a row the tour itself has made.
    visited |= {"schools:reference_mapping_change", "schools:reference_mapping_remove"}
    assert {name for name, _ in named_patterns()} - NOT_SCREENS - visited == set()


SPOILED = """<!doctype html><html><head><title></title></head><body><h1>Раз</h1><h1>Два</h1><main>
<img src="data:,"><p class="pale">бледно</p></main></body></html>"""


def test_the_examination_finds_what_is_wrong(enter, district):
    """Its own control: a page with known faults."""
    page = enter(district, "никто").page
    page.set_content(SPOILED)
    page.add_style_tag(content="body { background: #ffffff } .pale { color: #dddddd; width: 900px }")
    said = " ".join(faults_of(page, "spoiled"))
    expected = (
        "no title of its own",
        "headings of the first level",
        "language ''",
        "image-alt",
        "color-contrast",
        "scrolls sideways",
    )
    assert [what for what in expected if what not in said] == []


def test_everything_on_the_map_is_reached_by_tab(visitor, facts):
    page = visitor("head").go(f"/maps/{facts['maps']['001']}/")
    page.evaluate((Path(__file__).parent / "tabbing.js").read_text(encoding="utf-8"))
    for _ in range(page.evaluate("tabbing.meant.size") + 5):
        page.keyboard.press("Tab")
        page.evaluate("tabbing.step()")
    assert page.evaluate("tabbing.missed()") == []
