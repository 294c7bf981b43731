"""What is typed without a line while the term goes by: kept, shown as not counted, never called «Сохранено»?"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random, SystemRandom

import pytest
from playwright.sync_api import expect

from config.tests.browser import truth
from config.tests.browser.map_page import MapPage
from config.tests.browser.people import Person, plain
from config.tests.browser.typing_person import Typed, invented
from config.tests.serving import Served, serving

pytestmark = pytest.mark.browser

ROUNDS = int(os.environ.get("ROUNDS", "2"))
SEED = int(os.environ.get("SEED") or SystemRandom().randrange(10**6))
KINDS = ("1.2", "2.1", "3.1")  # numbers, a fact, parts
LATE = "После срока: сохранено отдельно, не учитывается"
DRAFTS = "() => Object.keys(localStorage).filter((key) => key.startsWith('draft:'))"
NONSENSE = "сто четыре"


@pytest.fixture(scope="module")
def school_server(tmp_path_factory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("late"), schools=2, workers=2) as served:
        yield served


@dataclass
class Desk:
    """A head at an open map, whose term the test can end and open again."""

    served: Served
    person: Person
    map_id: int
    dice: Random
    seen: list[dict] = field(default_factory=list)

    @property
    def page(self) -> MapPage:
        return MapPage(self.person.page)

    def line(self, *, up: bool) -> None:
        self.person.context.set_offline(not up)

    def end_term(self, ago: timedelta = timedelta(seconds=1)) -> None:
        ends_at = datetime.now(UTC) - ago
        statement = "UPDATE monitoring_expertmap SET fill_ends_at = ? WHERE id = ?"
        truth.change(self.served, statement, f"{ends_at:%Y-%m-%d %H:%M:%S}", self.map_id)

    def stored(self) -> dict[str, dict]:
        return {code: truth.answer(self.served, self.map_id, code) for code in KINDS}

    def kept(self) -> dict[str, dict[str, str]]:
        """Late texts by indicator, as they were typed."""
        question = "SELECT code, typed FROM monitoring_lateentry WHERE expert_map_id = ?"
        return {row["code"]: json.loads(row["typed"]) for row in truth.rows(self.served, question, self.map_id)}

    def drafts(self) -> list[str]:
        return self.person.page.evaluate(DRAFTS)


@pytest.fixture
def desk(school_server: Served, enter: Callable, request: pytest.FixtureRequest) -> Iterator[Desk]:
    request.config.get_terminal_writer().write(f" seed {SEED} ")
    person = enter(school_server, "директор").sign_in("head@example.org")
    person.go("/")
    map_id = int(person.page.url.rstrip("/").rsplit("/", 1)[1])
    dice = Random(f"{SEED}:{request.node.name}")  # noqa: S311  repeatable, not secret
    desk = Desk(school_server, person, map_id, dice)
    person.context.expose_binding("seen", lambda source, shown: desk.seen.append(shown))
    person.context.add_init_script(path=Path(__file__).parent / "watching.js")
    person.go(f"/maps/{map_id}/")
    yield desk
    desk.line(up=True)
    desk.end_term(-timedelta(days=9))


def type_offline(desk: Desk) -> list[Typed]:
    """One answer of each kind, typed where nothing can be sent; the term is over before the line is back."""
    desk.line(up=False)
    answers = [invented(code, desk.dice) for code in KINDS]
    for typed in answers:
        typed.into(desk.page, delay=desk.dice.choice([0, 10]))
    desk.seen.clear()
    desk.person.page.wait_for_timeout(desk.dice.randint(0, 2000))
    desk.end_term()
    return answers


def judge(desk: Desk, answers: list[Typed], before: dict[str, dict]) -> list[str]:
    """What is wrong once the line is back: anything lost, counted, still waiting, or called saved."""
    kept, faults = desk.kept(), []
    for typed in answers:
        held = {name: kept.get(typed.code, {}).get(name) for name in typed.shown}
        faults += [] if held == typed.shown else [f"{typed.code}: typed {typed.shown}, kept {held}"]
    faults += [] if desk.stored() == before else ["an answer of the map was changed after the term"]
    faults += [f"still waits in the browser: {name}" for name in desk.drafts()]
    return faults + [f"«Сохранено» was shown: {shown}" for shown in desk.seen if shown["saved"]]


def expect_told(desk: Desk, answers: list[Typed]) -> None:
    """Beside each indicator, with the very words that were typed."""
    for typed in answers:
        state = desk.page.state(typed.code)
        expect(state).to_contain_text(LATE, timeout=60_000)
        expect(state).to_contain_text(typed.texts["note"])


def expect_shown_anew(desk: Desk, answers: list[Typed]) -> None:
    """The page as it is opened later: the text stands at its indicator, the map is closed."""
    desk.person.page.reload()
    for typed in answers:
        said = plain(desk.page.indicator(typed.code).locator("ul.late").inner_text())
        assert (said.startswith("Введено после срока, не учитывается:"), typed.texts["note"] in said) == (True, True)
    assert desk.person.page.locator("form.answer").count() == 0


@pytest.mark.parametrize("stays", [True, False], ids=["page stays open", "tab closed and opened after the term"])
def test_nothing_is_lost_and_nothing_is_called_saved(desk: Desk, stays: bool):
    faults = []
    for number in range(ROUNDS):
        desk.end_term(-timedelta(days=9))
        desk.person.page.goto(f"{desk.served.url}/maps/{desk.map_id}/")
        before, answers = desk.stored(), type_offline(desk)
        if stays:
            desk.line(up=True)
        else:
            desk.person.page.close()
            desk.line(up=True)
            desk.person.page = desk.person.context.new_page()
            desk.person.go(f"/maps/{desk.map_id}/")
        expect_told(desk, answers)
        desk.person.page.wait_for_timeout(100)  # the last frames tell what they saw
        faults += [f"seed {SEED}, round {number}: {fault}" for fault in judge(desk, answers, before)]
        expect_shown_anew(desk, answers)
    assert faults == []


def test_what_makes_no_number_is_kept_word_for_word(desk: Desk):
    before = desk.stored()
    desk.line(up=False)
    desk.page.type_into("1.2", "numerator", NONSENSE)
    desk.end_term()
    desk.line(up=True)
    expect(desk.page.state("1.2")).to_contain_text(NONSENSE, timeout=60_000)
    assert (desk.kept()["1.2"]["numerator"], desk.stored(), desk.drafts()) == (NONSENSE, before, [])


def test_what_was_sent_in_time_is_saved_though_its_answer_was_lost(desk: Desk):
    """The other side of the instant: the server has it, its answer is lost, the term goes by, it is sent again."""
    typed, lost = invented("4.1", desk.dice), []

    def lose(route) -> None:
        if not lost:
            lost.append(route.fetch())
            route.abort("connectionreset")
        else:
            route.abort("connectionreset")

    desk.page.field("4.1", "numerator").wait_for()
    typed.into(desk.page)
    desk.page.wait_saved("4.1")
    desk.person.context.route("**/maps/*/indicators/*/", lose)
    desk.page.type_into("4.1", "note", "в срок")
    desk.person.page.wait_for_timeout(2500)
    desk.end_term(timedelta(0))
    desk.person.context.unroute("**/maps/*/indicators/*/")
    desk.page.wait_saved("4.1")
    assert (len(lost), truth.answer(desk.served, desk.map_id, "4.1")["note"]) == (1, "в срок")
    assert "4.1" not in desk.kept()


def test_the_judge_notices_what_it_is_there_for(desk: Desk):
    """Its own control: a text that was not kept, an answer that changed, a draft left behind, a word said too early."""
    typed = invented("1.2", desk.dice)
    desk.seen.append({"code": "1.2", "saved": True, "values": {}, "at": 0})
    desk.person.page.evaluate("() => localStorage.setItem('draft:1:2:1.2', '{}')")
    faults = judge(desk, [typed], {})
    assert [fault.split(":")[0] for fault in faults] == [
        "1.2", "an answer of the map was changed after the term", "still waits in the browser", "«Сохранено» was shown",
    ]  # fmt: skip
