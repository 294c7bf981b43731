"""Is a database that could lose a save refused?"""

import copy
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from config import durability
from config.settings import SQLITE

Connect = Callable[..., BaseDatabaseWrapper]


@pytest.fixture
def connect(db: None, tmp_path: Path) -> Iterator[Connect]:
    """Opens SQLite as the settings do, with some options changed."""
    opened = []

    def connect_with(**options: Any) -> BaseDatabaseWrapper:
        database = copy.deepcopy(SQLITE) | {"NAME": str(tmp_path / "db.sqlite3")}
        database["OPTIONS"] |= options
        opened.append(ConnectionHandler({"default": database})["default"])
        return opened[-1]

    yield connect_with
    for each in opened:
        each.close()


def without(pragma: str, instead: str) -> str:
    assert pragma in SQLITE["OPTIONS"]["init_command"]
    return SQLITE["OPTIONS"]["init_command"].replace(pragma, instead)


def test_the_settings_as_they_are_pass(connect: Connect):
    assert durability.faults(connect()) == []


def test_a_connection_that_passed_still_works(connect: Connect):
    live = connect()
    durability.refuse_unless_durable(live)
    with live.cursor() as cursor:
        cursor.execute("CREATE TABLE kept (id integer)")
    assert live.get_autocommit() is True
    assert live.introspection.table_names() == ["kept"]


# The negative controls: each guard is seen to fail.
@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ({"init_command": without("synchronous=FULL", "synchronous=OFF")}, "synchronous is 0, must be 2 or 3"),
        ({"init_command": without("synchronous=FULL", "synchronous=NORMAL")}, "synchronous is 1, must be 2 or 3"),
        ({"init_command": without("journal_mode=WAL", "journal_mode=DELETE")}, "journal_mode is delete, must be wal"),
        ({"init_command": without("foreign_keys=ON", "foreign_keys=OFF")}, "foreign_keys is 0, must be 1"),
        ({"timeout": 5}, "busy_timeout is 5000, must be at least 20000"),
        (
            {"transaction_mode": "DEFERRED"},
            "a transaction does not take the write lock when it begins (transaction_mode must be IMMEDIATE)",
        ),
    ],
    ids=["synchronous off", "synchronous normal", "no wal", "no foreign keys", "short timeout", "deferred"],
)
def test_each_weak_setting_is_refused(connect: Connect, options: dict, fault: str):
    weak = connect(**options)
    assert durability.faults(weak) == [fault]
    with pytest.raises(ImproperlyConfigured) as refusal:
        durability.refuse_unless_durable(weak)
    assert str(refusal.value) == "The database could lose what was saved, so nothing is served: " + fault


@pytest.mark.django_db(transaction=True)
def test_the_command_passes_on_the_database_of_the_tests(capsys: pytest.CaptureFixture[str]):
    call_command("check_durability")
    assert capsys.readouterr().out == f"Saves are durable ({connection.vendor}).\n"


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="settings of PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_postgresql_without_synchronous_commit_is_refused():
    with closing(connection.copy()) as weak:
        with weak.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")
        assert durability.faults(weak) == [
            "synchronous_commit is off, must be on or local or remote_write or remote_apply"
        ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="settings of SQLite")
def test_the_command_refuses():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = OFF")
    try:
        with pytest.raises(CommandError, match="synchronous is 0"):
            call_command("check_durability")
    finally:
        connection.close()
