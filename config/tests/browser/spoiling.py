"""What may happen to a page while somebody types into it? Each trouble is played once, by the dice given."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

from playwright.sync_api import APIResponse, CDPSession, Route, expect
from playwright.sync_api import Error as PlaywrightError

from config.tests.browser import truth
from config.tests.browser.machine import Machine
from config.tests.browser.map_page import MapPage
from config.tests.browser.people import Person, fill_in_sign_in, plain
from config.tests.browser.typing_person import Typed, invented, untruths

EMAIL = "head@example.org"
LATENCY = 30  # seconds
SAVES = "**/maps/*/indicators/*/"


@dataclass
class Desk:
    """A head at the open page of a map, with all that is needed to spoil the work and to judge it."""

    machine: Machine
    person: Person
    map_id: int
    dice: Random
    seen: list[dict] = field(default_factory=list)
    others_write: bool = False

    @property
    def page(self) -> MapPage:
        return MapPage(self.person.page)

    def pause(self, longest: int) -> None:
        self.person.page.wait_for_timeout(self.dice.randint(0, longest))

    def type(self, typed: Typed, page: MapPage | None = None) -> None:
        typed.into(page or self.page, delay=self.dice.choice([0, 0, 10, 40]))

    def judge(self, typed: Typed, initial: dict) -> list[str]:
        """What is wrong after the trouble is over and «Сохранено» is said."""
        stored = truth.answer(self.machine.served, self.map_id, typed.code)
        faults = [
            f"typed {name} {value!r}, stored {stored[name]!r}"
            for name, value in typed.stored.items()
            if stored[name] != value
        ]
        changes = truth.changes(self.machine.served, self.map_id, typed.code)
        return faults + untruths(self.seen, typed.code, initial, changes, others_write=self.others_write)


def offline(desk: Desk, typed: Typed) -> None:
    """The line drops while typing and comes back later."""
    desk.pause(600)
    desk.person.context.set_offline(True)
    desk.type(typed)
    desk.pause(3000)
    desk.person.context.set_offline(False)


def server_restarted(desk: Desk, typed: Typed) -> None:
    desk.machine.stop()
    desk.type(typed)
    desk.pause(1500)
    desk.machine.start()


def reloaded(desk: Desk, typed: Typed) -> None:
    """The page is loaded anew right after the last key: before, during or after the save."""
    desk.type(typed)
    desk.pause(1200)
    desk.person.page.reload()
    for name, text in typed.texts.items():
        expect(desk.page.field(typed.code, name)).to_have_value(text)


def overtaken(desk: Desk, typed: Typed) -> None:
    """The page is loaded anew while a save is on its way: the new page was made before the save, and comes after it."""
    page, address = desk.person.page, desk.person.page.url
    made_before: list[APIResponse] = []

    def hold(route: Route) -> None:
        route.fulfill(response=made_before.pop()) if made_before else route.continue_()

    made_before.append(page.request.get(address))
    page.route(address, hold)
    desk.type(typed)
    desk.page.wait_saved(typed.code)
    page.reload()
    page.unroute(address)
    for name, text in typed.texts.items():
        expect(desk.page.field(typed.code, name)).to_have_value(text)


def tab_closed_offline(desk: Desk, typed: Typed) -> None:
    """Nothing could be sent before the page was gone, not even on its way out: the browser alone holds it."""
    address = desk.person.page.url
    desk.person.context.set_offline(True)
    desk.type(typed)
    desk.pause(1500)
    desk.person.page.close()
    desk.person.context.set_offline(False)
    desk.person.page = desk.person.context.new_page()
    desk.person.page.goto(address)


def signed_out(desk: Desk, typed: Typed) -> None:
    """The session ends; the person signs in again in another tab, by the link beside the answer."""
    [cookie] = [cookie for cookie in desk.person.context.cookies() if cookie["name"] == "session"]
    truth.change(
        desk.machine.served,
        "UPDATE django_session SET expire_date = '2020-01-01' WHERE session_key = ?",
        cookie["value"],
    )
    desk.type(typed)
    with desk.person.context.expect_page() as opened:
        desk.page.state(typed.code).get_by_role("link", name="Войти").click()
    fill_in_sign_in(opened.value, EMAIL)
    opened.value.get_by_role("button", name="Выйти").wait_for()
    opened.value.close()
    desk.person.page.bring_to_front()


def answer_lost(desk: Desk, typed: Typed) -> None:
    """The server commits, the answer never arrives; the person types on meanwhile."""

    def lose(route: Route) -> None:
        route.fetch()
        route.abort("connectionreset")

    _type_over(desk, typed, lose)


def _type_over(desk: Desk, typed: Typed, spoil: Callable[[Route], None]) -> None:
    """The first saves, one to three of them, are spoiled; those that follow go through."""
    left = desk.dice.randint(1, 3)

    def answer(route: Route) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            route.continue_()
        else:
            spoil(route)

    desk.person.context.route(SAVES, answer)
    desk.type(typed)
    desk.page.wait_saved(typed.code, seconds=60)
    desk.person.context.unroute(SAVES)


def two_tabs(desk: Desk, typed: Typed) -> Typed:
    """Another tab saves another answer first: both stand side by side, and the person's choice is what is stored."""
    desk.others_write = True
    other = desk.person.context.new_page()
    other.goto(desk.person.page.url)
    theirs = invented(typed.code, desk.dice)
    desk.type(theirs, MapPage(other))
    MapPage(other).wait_saved(typed.code)
    desk.type(typed)
    conflict = desk.page.state(typed.code).locator(".conflict")
    conflict.wait_for()
    # The conflict may come while the person still types: «у вас» follows the fields.
    said = [note in plain(conflict.inner_text()) for note in (theirs.texts["note"], typed.texts["note"])]
    assert (said, own_note(desk, typed)) == ([True, True], typed.texts["note"])
    keeps_own = desk.dice.random() < 0.5
    conflict.locator(f"[data-choose={'mine' if keeps_own else 'theirs'}]").click()
    other.close()
    return typed if keeps_own else theirs


def two_tabs_and_reloaded(desk: Desk, typed: Typed) -> Typed:
    """The other tab saves while this one has no line; then this one is loaded anew, with what it never sent."""
    desk.others_write = True
    page = desk.person.page
    page.route(SAVES, lambda route: route.abort())
    desk.type(typed)
    other = desk.person.context.new_page()
    other.goto(page.url)
    MapPage(other).wait_saved(typed.code)  # a new tab brings what waits in this browser to the server
    theirs = invented(typed.code, desk.dice)
    desk.type(theirs, MapPage(other))
    MapPage(other).wait_saved(typed.code)
    other.close()
    page.reload()
    page.unroute(SAVES)
    conflict = desk.page.state(typed.code).locator(".conflict")
    conflict.wait_for()
    assert (theirs.texts["note"] in plain(conflict.inner_text()), own_note(desk, typed)) == (True, typed.texts["note"])
    conflict.locator("[data-choose=mine]").click()
    return typed


def own_note(desk: Desk, typed: Typed) -> str:
    return desk.page.field(typed.code, "note").input_value()


def slow_line(desk: Desk, typed: Typed) -> None:
    """Everything takes half a minute to come back; the person types on over it, and waits."""
    line = desk.person.context.new_cdp_session(desk.person.page)
    _set_latency(line, seconds=LATENCY)
    desk.type(typed)
    desk.page.wait_saved(typed.code, seconds=4 * LATENCY)
    _set_latency(line, seconds=0)
    line.detach()


def _set_latency(line: CDPSession, *, seconds: int) -> None:
    endless = {"offline": False, "downloadThroughput": -1, "uploadThroughput": -1}
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", {**endless, "latency": seconds * 1000})


def bad_gateway(desk: Desk, typed: Typed) -> None:
    """What stands before the server answers 502 for it; sometimes the server has stored the answer all the same."""

    def refuse(route: Route) -> None:
        if desk.dice.random() < 0.5:
            route.fetch()
        route.fulfill(status=502, content_type="text/html", body="<h1>502 Bad Gateway</h1>")

    _type_over(desk, typed, refuse)
    desk.person.forgive("502 POST")


def captive_portal(desk: Desk, typed: Typed) -> None:
    """The line asks to be paid for: to every question comes a page of its own, as «200 OK» or as a way elsewhere."""
    leads_elsewhere = desk.dice.random() < 0.5

    def answer(route: Route) -> None:
        if leads_elsewhere and route.request.resource_type == "fetch":
            route.fulfill(status=302, headers={"Location": "/portal/"})
        else:
            route.fulfill(status=200, content_type="text/html; charset=utf-8", body="<h1>Оплатите доступ</h1>")

    desk.person.context.route("**/*", answer)
    desk.type(typed)
    desk.pause(3000)
    desk.person.context.unroute("**/*")


def tab_crashed(desk: Desk, typed: Typed) -> None:
    """The tab dies at some moment after the last key, without a word to the page; the person opens the map again."""
    page, address = desk.person.page, desk.person.page.url
    desk.type(typed)
    desk.pause(1200)
    with page.expect_event("crash"), suppress(PlaywrightError):  # the way there never ends
        page.goto("chrome://crash")
    page.close()
    desk.person.page = desk.person.context.new_page()
    desk.person.page.goto(address)
    for name, text in typed.texts.items():
        expect(desk.page.field(typed.code, name)).to_have_value(text)


TROUBLES = (
    offline,
    slow_line,
    bad_gateway,
    captive_portal,
    server_restarted,
    reloaded,
    overtaken,
    tab_closed_offline,
    tab_crashed,
    signed_out,
    answer_lost,
    two_tabs,
    two_tabs_and_reloaded,
)
