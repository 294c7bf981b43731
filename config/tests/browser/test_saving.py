"""Does what a person typed survive everything a school's line does, and is «Сохранено» never said too early?"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random, SystemRandom

import pytest

from config.tests.browser import truth
from config.tests.browser.machine import Machine, machine_of
from config.tests.browser.map_page import NO_DRAFT
from config.tests.browser.people import Person
from config.tests.browser.spoiling import EMAIL, SAVES, TROUBLES, Desk, signed_out, slow_line
from config.tests.browser.typing_person import CODES, invented
from config.tests.serving import Served, serving

pytestmark = [pytest.mark.browser, pytest.mark.long]

ROUNDS = int(os.environ.get("ROUNDS", "2"))  # of each trouble
SEED = int(os.environ.get("SEED") or SystemRandom().randrange(10**6))


@pytest.fixture(scope="module")
def school_server(tmp_path_factory) -> Iterator[Served]:
    """Two schools: this server is stopped and started while people type."""
    with serving(tmp_path_factory.mktemp("school"), schools=2, workers=2) as served:
        yield served


@pytest.fixture(scope="module")
def machine(school_server) -> Iterator[Machine]:
    with machine_of(school_server) as machine:
        yield machine


@pytest.fixture
def desk(machine: Machine, enter: Callable, request: pytest.FixtureRequest) -> Desk:
    """The head's map open; the frames the person sees are watched."""
    machine.ensure()
    request.config.get_terminal_writer().write(f" seed {SEED} ")
    person = enter(machine.served, "директор").sign_in(EMAIL)
    desk = Desk(machine, person, map_of(person), Random(f"{SEED}:{request.node.name}"))  # noqa: S311 repeatable, not secret
    person.context.expose_binding("seen", lambda source, shown: desk.seen.append(shown))
    person.context.add_init_script(path=Path(__file__).parent / "watching.js")
    person.go(f"/maps/{desk.map_id}/")
    return desk


def map_of(person: Person) -> int:
    """A head with one school is led straight to the map of the year."""
    person.go("/")
    return int(person.page.url.rstrip("/").rsplit("/", 1)[1])


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.__name__)
def test_nothing_typed_is_lost_and_nothing_is_said_too_early(desk: Desk, trouble: Callable):
    faults = []
    for round_number in range(ROUNDS // 2 or 1 if trouble is slow_line else ROUNDS):
        code = desk.dice.choice(CODES)
        typed, initial = invented(code, desk.dice), truth.answer(desk.machine.served, desk.map_id, code)
        desk.seen.clear()
        expected = trouble(desk, typed) or typed
        desk.page.wait_saved(code, seconds=60)
        desk.person.page.wait_for_timeout(100)  # the last frames tell what they saw
        faults += [f"seed {SEED}, round {round_number}, {code}: {fault}" for fault in desk.judge(expected, initial)]
    assert faults == []


NO_SECOND_TRY = (
    "const wait = window.setTimeout; window.setTimeout = (act, pause) => (pause < 2000 ? wait(act, pause) : 0);"
)
DRAFTS = "code => Object.entries(localStorage).filter(([key]) => key.startsWith('draft:') && key.endsWith(`:${code}`))"
PUT = "([[key, text]]) => localStorage.setItem(key, text)"


def test_a_sign_in_in_another_tab_is_heard_of_at_once(desk: Desk):
    """No pause of its own brings the page back to the server here: only the other tab does."""
    desk.person.context.add_init_script(NO_SECOND_TRY)
    desk.person.page.reload()
    typed = invented("1.2", desk.dice)
    signed_out(desk, typed)
    desk.page.wait_saved(typed.code, seconds=15)
    stored = truth.answer(desk.machine.served, desk.map_id, typed.code)
    assert {name: stored[name] for name in typed.stored} == typed.stored


def test_what_another_tab_put_back_is_taken_away_when_it_is_saved_and_left_when_it_is_not(desk: Desk):
    typed = invented("1.2", desk.dice)
    desk.person.page.route(SAVES, lambda route: route.abort())
    desk.type(typed)
    kept = desk.person.page.evaluate(DRAFTS, typed.code)
    desk.person.page.unroute(SAVES)
    desk.page.wait_saved(typed.code)
    other = desk.person.context.new_page()
    other.goto(f"{desk.person.site}/guide/")
    other.evaluate(PUT, kept)
    desk.person.page.wait_for_function(NO_DRAFT, arg=typed.code, timeout=5000)
    [[key, text]] = kept
    unsaved = json.loads(text) | {"values": json.loads(text)["values"] | {"note": "ещё не отправлено"}}
    other.evaluate(PUT, [[key, json.dumps(unsaved)]])
    desk.person.page.wait_for_timeout(500)
    assert [json.loads(held) for _, held in desk.person.page.evaluate(DRAFTS, typed.code)] == [unsaved]
    other.evaluate("key => localStorage.removeItem(key)", key)
