"""What does a test in Chromium stand on? Debian's Chromium, our own server, people who leave no trouble behind."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from config.tests.browser.people import Person
from config.tests.browser.story import Told, tell
from config.tests.browser.year import Year
from config.tests.serving import Served, serving

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demonstration district, six schools, on a server of its own."""
    with serving(tmp_path_factory.mktemp("district"), schools=6, workers=2) as served:
        yield served


@pytest.fixture(scope="session")
def told(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """The story of a year, told once on an empty, migrated installation; its people stay at their browsers."""
    folder = tmp_path_factory.mktemp("year")
    with serving(folder / "server", schools=None, workers=2) as served:
        told = Told(Year(served, chromium))
        tell(told, folder)
        yield told
        troubles = [trouble for person in told.year.people.values() for trouble in person.troubles]
        for person in told.year.people.values():
            person.leave()
    assert troubles == []


@pytest.fixture
def enter(chromium: Browser) -> Iterator[Callable[[Served, str], Person]]:
    """Brings people in: `enter(served, "директор")`. Afterwards none of them may have met trouble."""
    before = list(Person.open)

    def bring_in(served: Served, name: str) -> Person:
        return Person(chromium, served.url, name)

    yield bring_in
    troubles = []
    for person in [person for person in Person.open if person not in before]:
        troubles += person.troubles
        person.leave()
    assert troubles == []


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    """A failure shows what each person saw: pictures by path, pages by their words."""
    outcome = yield
    report = outcome.get_result()
    if report.failed and call.when in {"setup", "call"} and Person.open:
        folder = item.config._tmp_path_factory.mktemp("pictures")  # the one place kept after the run
        lines = [line for person in Person.open for line in person.show(folder)]
        report.sections.append(("what people saw", "\n".join(lines)))
