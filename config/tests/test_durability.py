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
from config.installed import name_of
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
        ({"init_command": without("synchronous=FULL", "synchronous=OFF")}, "synchronous = 0, нужно 2 или 3"),
        ({"init_command": without("synchronous=FULL", "synchronous=NORMAL")}, "synchronous = 1, нужно 2 или 3"),
        ({"init_command": without("journal_mode=WAL", "journal_mode=DELETE")}, "journal_mode = delete, нужно wal"),
        ({"init_command": without("foreign_keys=ON", "foreign_keys=OFF")}, "foreign_keys = 0, нужно 1"),
        ({"timeout": 5}, "busy_timeout = 5000, нужно не меньше 20000"),
        (
            {"transaction_mode": "DEFERRED"},
            "транзакция не берёт запись под замок в самом начале (нужно transaction_mode = IMMEDIATE)",
        ),
    ],
    ids=["synchronous off", "synchronous normal", "no wal", "no foreign keys", "short timeout", "deferred"],
)
def test_each_weak_setting_is_refused(connect: Connect, options: dict, fault: str):
    weak = connect(**options)
    assert durability.faults(weak) == [fault]
    with pytest.raises(ImproperlyConfigured) as refusal:
        durability.refuse_unless_durable(weak)
    assert str(refusal.value) == "База может потерять сохранённое, поэтому система не запускается: " + fault


@pytest.mark.django_db(transaction=True)
def test_the_command_passes_on_the_database_of_the_tests(capsys: pytest.CaptureFixture[str]):
    call_command("check_durability")
    assert capsys.readouterr().out == f"Сохранённое переживёт отключение питания. База: {name_of(connection)}\n"


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="settings of PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_postgresql_without_synchronous_commit_is_refused():
    with closing(connection.copy()) as weak:
        with weak.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")
        assert durability.faults(weak) == [
            "synchronous_commit = off, нужно on или local или remote_write или remote_apply"
        ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="settings of SQLite")
def test_the_command_refuses():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = OFF")
    try:
        with pytest.raises(CommandError, match="synchronous = 0"):
            call_command("check_durability")
    finally:
        connection.close()
