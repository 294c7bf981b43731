"""What does every test stand on? No network, no clock of its own, its own files, the journal's triggers in place."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.db import connection, connections

from journal import triggers as journal_triggers
from reports import triggers as reports_triggers
from scoring import triggers as scoring_triggers

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest_plugins = ["monitoring.tests.cast"]

# Models and templates live as long as the run: looking for garbage among them took a tenth of it.
gc.freeze()
gc.set_threshold(50_000, 20, 50)

INSTALLATION = Path(__file__).parent / "config" / "tests"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
LOOPBACK = ["127.0.0.1", "::1", "localhost"]
TRIGGERS = (journal_triggers, scoring_triggers, reports_triggers)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Only tests with a browser or with our own server reach the loopback interface; nothing reaches further.

    Where files are given out one by one, those with long tests come first: begun last, one of them would be waited for
    by all the rest.
    """
    for item in items:
        if item.get_closest_marker("browser") or item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))
    if connection.vendor == "postgresql":
        _leave_out(config, items, [item for item in items if not _asks_the_database(item)])
    if config.getoption("dist", "no") == "loadfile":
        long = {item.path for item in items if item.get_closest_marker("long")}
        items.sort(key=lambda item: item.path not in long)


def _asks_the_database(item: pytest.Item) -> bool:
    """What asks no database holds on SQLite already; the installation's tests start servers of their own on it."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.path.is_relative_to(INSTALLATION) or bool(
        item.get_closest_marker("django_db") or DATABASE_FIXTURES & fixtures
    )


def _leave_out(config: pytest.Config, items: list[pytest.Item], left_out: list[pytest.Item]) -> None:
    config.hook.pytest_deselected(items=left_out)
    out = set(left_out)
    items[:] = [item for item in items if item not in out]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """SQLite in a file: as in production, each thread has its own connection, WAL, FULL, immediate transactions."""
    settings = connections["default"].settings_dict
    if connection.vendor == "sqlite":
        settings["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(autouse=True)
def _own_files(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Evidence goes to the test's own directory; static files are not hashed, so nothing needs collecting."""
    settings.MEDIA_ROOT = tmp_path / "evidence"
    settings.RENDITION_ROOT = tmp_path / "renditions"
    settings.DOCUMENT_ROOT = tmp_path / "documents"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


class TriggersInPlace:
    """The triggers of the journal and of what is frozen, and whether they stand in the test's database."""

    def __init__(self) -> None:
        self.stands = True  # migrations put them there

    def stand(self) -> None:
        for triggers in TRIGGERS:
            triggers.install(connection)
        self.stands = not connection.in_atomic_block  # else they go again with what the test wrote

    def step_aside(self) -> None:
        for triggers in TRIGGERS:
            triggers.remove(connection)
        self.stands = False


@pytest.fixture(scope="session")
def triggers_in_place() -> TriggersInPlace:
    return TriggersInPlace()


@pytest.fixture(autouse=True)
def _journal_may_be_emptied(request: pytest.FixtureRequest, triggers_in_place: TriggersInPlace) -> Iterator[None]:
    """A test with real transactions is cleaned up by emptying every table.

    The triggers of the journal and of what is frozen refuse that; they stand while the test runs and step aside for
    the cleaning only. Rate limits start afresh.
    """
    marker = request.node.get_closest_marker("django_db")
    fixtures = set(request.fixturenames)
    if not {"transactional_db", "live_server"} & fixtures and not (marker and marker.kwargs.get("transaction", False)):
        if not triggers_in_place.stands and (marker or "db" in fixtures):
            request.getfixturevalue("db")
            triggers_in_place.stand()
        yield
        return
    request.getfixturevalue("transactional_db")
    triggers_in_place.stand()
    cache.clear()
    yield
    triggers_in_place.step_aside()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """The shipped methodology is there from the start, as in every installation: `prepare` loads it."""
    from monitoring.tests.cast import load_shipped  # noqa: PLC0415  models are ready only now

    with django_db_blocker.unblock():
        load_shipped()
