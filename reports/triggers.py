"""How does the database itself refuse to change or remove a document that is ready?"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "reports_madedocument"
REFUSAL = "the document is frozen"
EVENTS = ("UPDATE", "DELETE")

POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION reports_refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'ready' THEN RAISE EXCEPTION '{REFUSAL}: % of %', TG_OP, TG_TABLE_NAME; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$
"""


def install_sql(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [_sqlite_trigger(event) for event in EVENTS]
    return [
        POSTGRESQL_FUNCTION,
        f"CREATE OR REPLACE TRIGGER {TABLE}_refuse_frozen BEFORE UPDATE OR DELETE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION reports_refuse_frozen()",
    ]


def remove_sql(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in names(vendor)]
    return [f"DROP TRIGGER IF EXISTS {name} ON {TABLE}" for name in names(vendor)]


def names(vendor: str) -> list[str]:
    """The triggers that should stand in a database of this kind."""
    if vendor == "sqlite":
        return [_sqlite_name(event) for event in EVENTS]
    return [f"{TABLE}_refuse_frozen"]


def install(connection: BaseDatabaseWrapper) -> None:
    _run(connection, install_sql(connection.vendor))


def remove(connection: BaseDatabaseWrapper) -> None:
    _run(connection, remove_sql(connection.vendor))


def install_in_migration(apps: Any, schema_editor: Any) -> None:
    """For RunPython. A later migration that rebuilds the table on SQLite drops its triggers: run this after it."""
    for statement in install_sql(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def remove_in_migration(apps: Any, schema_editor: Any) -> None:
    for statement in remove_sql(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite_name(event: str) -> str:
    return f"{TABLE}_refuse_frozen_{event.lower()}"


def _sqlite_trigger(event: str) -> str:
    return (
        f"CREATE TRIGGER IF NOT EXISTS {_sqlite_name(event)} BEFORE {event} ON {TABLE} WHEN OLD.state = 'ready' "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}: {event} of {TABLE}'); END"
    )
