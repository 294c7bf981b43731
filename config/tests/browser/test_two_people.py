"""Do two people at one map see each other, and does a conflict always speak of what stands in the fields now?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Request, Route, expect

from config.tests.browser import truth
from config.tests.browser.map_page import MapPage
from config.tests.browser.people import Person, plain
from config.tests.serving import Served, serving

pytestmark = pytest.mark.browser

HEAD, EDITOR = "head@example.org", "editor@example.org"
SAVES = "**/maps/*/indicators/*/"
POLL = 30_000


@pytest.fixture(scope="module")
def school_server(tmp_path_factory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("two"), schools=2, workers=2) as served:
        yield served


@dataclass
class Two:
    """The head and the responsible person of one school, each at the open page of its map."""

    served: Served
    head: Person
    editor: Person
    map_id: int

    def stored(self, code: str) -> dict:
        return truth.answer(self.served, self.map_id, code)

    def numerators(self, code: str) -> list[int]:
        """Every numerator that was ever written, in order."""
        return [new["numerator"] for _, new in truth.changes(self.served, self.map_id, code) if "numerator" in new]


@pytest.fixture
def two(school_server: Served, enter: Callable) -> Two:
    head, editor = enter(school_server, "директор"), enter(school_server, "заместитель")
    head.sign_in(HEAD).go("/")
    map_id = int(head.page.url.rstrip("/").rsplit("/", 1)[1])
    editor.sign_in(EDITOR).go(f"/maps/{map_id}/")
    return Two(school_server, head, editor, map_id)


def conflict_at(person: Person, code: str) -> Locator:
    conflict = MapPage(person.page).state(code).locator(".conflict")
    conflict.wait_for()
    return conflict


def mine_in(conflict: Locator) -> list[str]:
    """What the conflict calls «у вас», and what its button offers."""
    return [plain(text) for text in conflict.locator("[data-mine]").all_inner_texts()]


def test_who_types_on_after_a_conflict_sends_what_stands_there_now(two: Two):
    head, sent = MapPage(two.head.page), []
    MapPage(two.editor.page).answer("1.2", {"numerator": 211, "denominator": 500})
    two.head.page.on("request", lambda request: sent.append(numerator_of(request)))
    head.type_into("1.2", "numerator", "222")
    conflict = conflict_at(two.head, "1.2")
    head.type_into("1.2", "numerator", "1233")
    head.type_into("1.2", "denominator", "1500")
    head.type_into("1.2", "note", "по списку")
    assert mine_in(conflict) == ["1 233 из 1 500, пояснение: «по списку»"] * 2
    assert "Сохранено: 211 из 500" in plain(conflict.inner_text())
    conflict.locator("[data-choose=mine]").click()
    head.wait_saved("1.2")
    stored = two.stored("1.2")
    assert (stored["numerator"], stored["denominator"], stored["note"]) == (1233, 1500, "по списку")
    assert [each for each in sent if each] == ["222", "1233"]
    assert two.numerators("1.2")[-2:] == [211, 1233]


def test_typed_on_while_the_conflict_is_on_its_way(two: Two):
    """The refusal of the first text arrives when a second stands in the field."""
    head = MapPage(two.head.page)
    MapPage(two.editor.page).answer("4.1", {"numerator": 21, "denominator": 90})
    held: list[Route] = []

    def hold(route: Route) -> None:
        if held:
            route.continue_()
        held.append(route)

    two.head.page.route(SAVES, hold)
    head.type_into("4.1", "numerator", "30")
    two.head.page.wait_for_timeout(1000)  # longer than the pause after typing
    head.type_into("4.1", "numerator", "37")
    assert len(held) == 1
    held[0].continue_()
    conflict = conflict_at(two.head, "4.1")
    assert [re.sub(r" из .*", "", text) for text in mine_in(conflict)] == ["37", "37"]
    conflict.locator("[data-choose=mine]").click()
    head.wait_saved("4.1")
    assert (two.stored("4.1")["numerator"], two.numerators("4.1")[-2:]) == (37, [21, 37])


def test_chosen_on_after_a_conflict_about_facts_and_parts(two: Two):
    head, editor = MapPage(two.head.page), MapPage(two.editor.page)
    level = head.indicator("3.1").locator("input[type=radio]").first.get_attribute("name")
    for page, code, name, value in ((editor, "2.1", "fact", True), (editor, "3.1", level, True)):
        page.choose(code, name, not value)
        page.wait_saved(code)
        page.choose(code, name, value)
        page.wait_saved(code)
    for code, name in (("2.1", "fact"), ("3.1", level)):
        head.type_into(code, "note", "первое")
        conflict = conflict_at(two.head, code)
        head.choose(code, name, False)
        head.type_into(code, "note", "второе")
        label = plain(head.indicator(code).locator("fieldset legend").first.inner_text())
        said = "нет, пояснение: «второе»" if code == "2.1" else f"{label} — нет"
        assert [said in text and "пояснение: «второе»" in text for text in mine_in(conflict)] == [True, True]
        conflict.locator("[data-choose=mine]").click()
        head.wait_saved(code)
        assert two.stored(code)["note"] == "второе"
    assert (two.stored("2.1")["fact"], two.stored("3.1")["parts"][level.removeprefix("part_")]) == (False, False)


def test_loaded_anew_the_conflict_still_speaks_of_the_newest(two: Two):
    head = MapPage(two.head.page)
    MapPage(two.editor.page).answer("1.1", {"numerator": 41, "denominator": 400})
    head.type_into("1.1", "numerator", "50")
    conflict_at(two.head, "1.1")
    head.type_into("1.1", "numerator", "57")
    two.head.page.reload()
    conflict = conflict_at(two.head, "1.1")
    assert [text.split(" из ")[0] for text in mine_in(conflict)] == ["57", "57"]
    conflict.locator("[data-choose=theirs]").click()
    head.wait_saved("1.1")
    expect(head.field("1.1", "numerator")).to_have_value("41")
    assert two.stored("1.1")["numerator"] == 41


def numerator_of(request: Request) -> str:
    """What a save asked to be stored."""
    if request.method != "POST" or "/indicators/" not in request.url:
        return ""
    found = re.search(r'name="numerator"\r\n\r\n(.*?)\r\n', request.post_data or "")
    return found[1] if found else ""


# --- presence -------------------------------------------------------------------------------------


def test_both_notice_each_other_and_the_notice_goes(school_server: Served, enter: Callable):
    """The page's clock is moved on instead of waited for; what the cache remembers is aged likewise."""
    head, editor = enter(school_server, "директор"), enter(school_server, "заместитель")
    for person in (head, editor):
        person.page.clock.install()
    forget(school_server)
    head.sign_in(HEAD).go("/")
    address = head.page.url
    assert presence_of(head) == ""
    editor.sign_in(EDITOR)
    editor.page.goto(address)
    expect(editor.page.locator("#presence")).to_contain_text(short_name(school_server, HEAD))
    head.page.clock.fast_forward(POLL)
    expect(head.page.locator("#presence")).to_contain_text(short_name(school_server, EDITOR))
    assert presence_of(head) == f"Сейчас карту смотрит {short_name(school_server, EDITOR)}"
    editor.page.goto(f"{school_server.url}/maps/")
    head.page.clock.fast_forward(POLL)
    head.page.wait_for_timeout(500)
    assert presence_of(head) != ""  # two polls may be lost before somebody is no longer seen
    forget(school_server)
    head.page.clock.fast_forward(POLL)
    expect(head.page.locator("#presence")).to_have_text("")


def presence_of(person: Person) -> str:
    return plain(person.page.locator("#presence").inner_text()).strip()


def forget(served: Served) -> None:
    """As if more than a minute had gone by."""
    truth.change(served, "UPDATE cache_entries SET expires = '2020-01-01 00:00:00' WHERE cache_key LIKE '%presence:%'")


def short_name(served: Served, email: str) -> str:
    """«П. П. Примерова», as `User.short_name` writes it."""
    [row] = truth.rows(served, "SELECT full_name FROM accounts_user WHERE email = ?", email)
    last, first, middle = row["full_name"].split()
    return f"{first[0]}. {middle[0]}. {last}"
