"""Forty schools checked by indicator and by school with the keyboard alone, the page never loaded anew in between."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from random import Random

import pytest
from playwright.sync_api import Page, Route, expect

from config.tests.browser.desk_district import REVIEWER, SCHOOLS
from config.tests.browser.keyboard_reviewer import KeyboardReviewer
from config.tests.browser.people import Person
from config.tests.serving import PASSWORD, Served, serving

pytestmark = pytest.mark.browser

SEED = 1113
CALL = "from config.tests.browser.desk_district import {0}; {0}()"
IN_A_ROW = ("1.2", "1.8")
WHOLE_MAPS = 2


def said_by(served: Served, function: str):
    return json.loads(served.manage("shell", "-v", "0", "-c", CALL.format(function)).splitlines()[-1])


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("forty"), schools=None, workers=2) as served:
        yield served


@pytest.fixture(scope="module")
def facts(forty: Served) -> dict:
    return said_by(forty, "arrange")


@pytest.fixture
def reviewer(enter: Callable, forty: Served, facts: dict) -> Person:
    return enter(forty, "проверяющая").sign_in(REVIEWER)


def test_opening_the_desk_opens_the_map_for_checking(reviewer, facts):
    with reviewer.page.expect_response("**/begin/") as begun:
        reviewer.go(f"/review/{facts['maps'][-1]}/1.1/")
    assert begun.value.status == 204
    assert "проверка начата" in reviewer.go(f"/review/{facts['maps'][-1]}/").locator(".eyebrow").first.inner_text()


def test_forty_schools_with_the_keyboard_alone(reviewer, forty, facts):
    at_desk = KeyboardReviewer(reviewer.page, Random(SEED))  # noqa: S311 a seed to play again
    for code in IN_A_ROW:
        go_through_the_row(at_desk, facts["cycle"], code)
    for _ in range(WHOLE_MAPS):
        go_through_a_map(at_desk, facts["cycle"])
    assert at_desk.faults == []
    assert len(at_desk.said) == len(IN_A_ROW) * SCHOOLS + WHOLE_MAPS * (23 - len(IN_A_ROW))
    assert said_by(forty, "tell_verdicts") == in_order(at_desk.said, facts["maps"])


def go_through_the_row(at_desk: KeyboardReviewer, cycle: int, code: str) -> None:
    """From the list of indicators to the first school that waits, and on until the list comes back."""
    page = at_desk.page
    page.goto(f"/cycles/{cycle}/review/indicators/")
    at_desk.tab_to(f"a[href$='/indicators/{code}/?show=waiting']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?show=waiting")
    at_desk.tab_to("tr.waiting a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/*/*/?order=indicator*")
    at_desk.mark()
    for number in range(SCHOOLS):
        expect(page.locator("#desk h1")).to_have_text(f"МБОУ СОШ № {number + 1}")
        at_desk.look(moved=number > 0)
        if number < SCHOOLS - 1:
            at_desk.say_something()
            assert at_desk.is_same_document()
    at_desk.say_something()
    page.wait_for_url(f"**/review/indicators/{code}/?show=waiting#map-*")
    expect(page.get_by_role("heading", name="Таких школ нет")).to_be_visible()


def go_through_a_map(at_desk: KeyboardReviewer, cycle: int) -> None:
    """The riskiest map of the queue that nobody has finished, from its first claim to its last steps."""
    page = at_desk.page
    page.goto(f"/cycles/{cycle}/review/")
    at_desk.tab_to("tbody th a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/*/")
    at_desk.tab_to(".steps .button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/review/\d+/[\d.]+/$"))
    at_desk.mark()
    for number in range(23 - len(IN_A_ROW)):
        at_desk.look(moved=number > 0)
        assert at_desk.is_same_document()
        at_desk.say_something()
    page.wait_for_url(re.compile(r"/review/\d+/$"))
    expect(page.locator(".strip a.here")).to_have_count(0)


def in_order(said: list[list], maps: list[int]) -> list[list]:
    def place(row: list) -> tuple:
        return maps.index(row[0]), [int(part) for part in row[1].split(".")]

    return sorted(said, key=place)


@pytest.fixture
def desk(reviewer, facts) -> Page:
    """The claim 3.1 of a school nobody has begun with."""
    page = reviewer.go(f"/review/{facts['maps'][20]}/3.1/")
    page.evaluate("() => { window.sameDocument = true }")
    return page


def on(page: Page, code: str) -> None:
    expect(page.locator("article > .eyebrow")).to_contain_text(f"Показатель {code} ")
    assert page.url.endswith(f"/{code}/")


def test_back_and_forward_bring_the_claims_without_loading_the_page(desk):
    desk.keyboard.press("j")
    on(desk, "3.2")
    assert desk.title().startswith("3.2 · МБОУ СОШ № 21")
    expect(desk.locator("#desk-said")).to_have_text(re.compile(r"^Показатель 3\.2: "))
    desk.keyboard.press("j")
    on(desk, "3.3")
    desk.go_back()
    on(desk, "3.2")
    desk.keyboard.press("k")
    on(desk, "3.1")
    desk.go_back()
    on(desk, "3.2")
    assert desk.evaluate("() => window.sameDocument") is True


@pytest.mark.parametrize("key", ["о", "j"])
def test_keys_go_by_their_place_whatever_the_layout(desk, key):
    event = f"new KeyboardEvent('keydown', {{key: '{key}', code: 'KeyJ', bubbles: true}})"
    desk.evaluate(f"() => {{ document.body.dispatchEvent({event}) }}")
    on(desk, "3.2")


def test_letters_typed_into_a_field_are_letters(desk):
    desk.keyboard.press("r")
    desk.keyboard.press("Tab")
    desk.keyboard.type("aerzjk AERZJK")
    assert desk.locator(".panel.return textarea").input_value() == "aerzjk AERZJK"
    on(desk, "3.1")
    desk.keyboard.press("Escape")
    expect(desk.locator(".panel.return")).to_be_hidden()
    desk.keyboard.press("j")
    on(desk, "3.2")


def test_a_refused_form_comes_back_in_place_with_what_was_typed(desk):
    desk.keyboard.press("r")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".panel.return .error")).to_have_text("Напишите причину: школа увидит её вместе с решением.")
    on(desk, "3.1")
    assert desk.evaluate("() => window.sameDocument") is True


def test_a_verdict_is_undone_with_a_key_from_the_next_claim(desk):
    desk.keyboard.press("a")
    on(desk, "3.2")
    expect(desk.locator(".last-said")).to_contain_text("3.1: принято")
    desk.keyboard.press("z")
    on(desk, "3.1")
    expect(desk.locator(".notice.success")).to_have_text(
        "Заключение по показателю 3.1 отменено: показатель ждёт заключения."
    )
    assert desk.evaluate("() => window.sameDocument") is True
    desk.keyboard.press("j")
    on(desk, "3.2")
    expect(desk.locator("#desk")).not_to_contain_text("3.1: принято")


@pytest.mark.parametrize("key", ["j", "a"])
def test_a_failed_fetch_is_left_to_the_browser(desk, key):
    """The script's request never arrives; the ordinary one does."""

    def fail(route: Route) -> None:
        asked = route.request.headers.get("x-requested-with")
        route.abort() if asked and not route.request.url.endswith("/begin/") else route.continue_()

    desk.route("**/review/**", fail)
    desk.keyboard.press(key)
    on(desk, "3.2")
    assert desk.evaluate("() => window.sameDocument") is None
    desk.unroute("**/review/**")
    desk.wait_for_load_state("load")  # a page loaded anew hears no keys before its script has come
    if key == "a":
        desk.keyboard.press("z")
        on(desk, "3.1")


def test_without_a_script_everything_works_by_redirect(chromium, forty, facts):
    context = chromium.new_context(base_url=forty.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(REVIEWER)
    page.locator("main input[name=password]").fill(PASSWORD)
    page.locator("main form").get_by_role("button", name="Войти").click()
    page.goto(f"/review/{facts['maps'][30]}/3.1/?order=indicator&show=waiting")
    page.get_by_role("button", name="Принять").click()
    page.wait_for_url(f"**/review/{facts['maps'][31]}/3.1/?order=indicator&show=waiting")
    page.locator("label[for=open-return]").click()
    page.locator(".panel.return textarea").fill("Нет программы")
    page.get_by_role("button", name="Отметить «вернуть» и дальше").click()
    page.wait_for_url(f"**/review/{facts['maps'][32]}/3.1/?order=indicator&show=waiting")
    page.get_by_role("button", name="Отменить заключение").click()
    page.wait_for_url(f"**/review/{facts['maps'][31]}/3.1/?order=indicator&show=waiting")
    page.get_by_role("link", name="К списку школ").click()
    page.wait_for_url(f"**/review/indicators/3.1/?show=waiting#map-{facts['maps'][31]}")
    context.close()
