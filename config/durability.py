"""Would a save acknowledged by this process survive a power cut? Read from the live connection, not from settings."""

import sqlite3

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.base.base import BaseDatabaseWrapper

LEAST_BUSY_TIMEOUT = 20_000  # milliseconds

SQLITE_EXPECTED = {"journal_mode": ("wal",), "synchronous": ("2", "3"), "foreign_keys": ("1",)}
# Each of these values flushes the commit to this server's own disk before it is acknowledged; only «off» does not.
POSTGRESQL_EXPECTED = {
    "fsync": ("on",),
    "full_page_writes": ("on",),
    "synchronous_commit": ("on", "local", "remote_write", "remote_apply"),
}


def faults(connection: BaseDatabaseWrapper) -> list[str]:
    """What on this connection could lose an acknowledged save; empty when nothing could."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        return _sqlite_faults(connection)
    return _differences(connection, "SHOW", POSTGRESQL_EXPECTED)


def refuse_unless_durable(connection: BaseDatabaseWrapper) -> None:
    """Raises ImproperlyConfigured naming every setting that could lose a save."""
    found = faults(connection)
    if found:
        raise ImproperlyConfigured(
            "База может потерять сохранённое, поэтому система не запускается: " + "; ".join(found)
        )


def _sqlite_faults(connection: BaseDatabaseWrapper) -> list[str]:
    found = _differences(connection, "PRAGMA", SQLITE_EXPECTED)
    timeout = int(_value(connection, "PRAGMA busy_timeout"))
    if timeout < LEAST_BUSY_TIMEOUT:
        found.append(f"busy_timeout = {timeout}, нужно не меньше {LEAST_BUSY_TIMEOUT}")
    if not _begins_immediate(connection):
        found.append("транзакция не берёт запись под замок в самом начале (нужно transaction_mode = IMMEDIATE)")
    return found


def _differences(connection: BaseDatabaseWrapper, verb: str, expected: dict[str, tuple[str, ...]]) -> list[str]:
    found = []
    for name, allowed in expected.items():
        value = _value(connection, f"{verb} {name}").lower()
        if value not in allowed:
            found.append(f"{name} = {value}, нужно {' или '.join(allowed)}")
    return found


def _value(connection: BaseDatabaseWrapper, question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0])


def _begins_immediate(connection: BaseDatabaseWrapper) -> bool:
    """Proven by behaviour: while this connection is in a fresh transaction, nobody else gets the write lock."""
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    try:
        return _is_write_locked(str(connection.settings_dict["NAME"]))
    finally:
        connection.rollback()
        connection.set_autocommit(True)


def _is_write_locked(path: str) -> bool:
    stranger = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        stranger.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        return "locked" in str(error)
    finally:
        stranger.close()
    return False
