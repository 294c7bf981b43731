"""How does the database itself refuse to change or remove what was written down?"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("journal_journalentry", "journal_journalseal")
KINDS = ("refuse", "refuse_truncate")  # on PostgreSQL: each row, the whole table
REFUSAL = "the journal is append-only"

POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}: % of %', TG_OP, TG_TABLE_NAME; END $$
"""


def install_sql(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [_sqlite_trigger(table, event) for table in TABLES for event in ("UPDATE", "DELETE")]
    return [POSTGRESQL_FUNCTION, *(statement for table in TABLES for statement in _postgresql_triggers(table))]


def remove_sql(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in _sqlite_names()]
    return [f"DROP TRIGGER IF EXISTS {table}_{kind} ON {table}" for table in TABLES for kind in KINDS]


def _sqlite_names() -> list[str]:
    return [f"{table}_refuse_{event}" for table in TABLES for event in ("update", "delete")]


def _sqlite_trigger(table: str, event: str) -> str:
    return (
        f"CREATE TRIGGER IF NOT EXISTS {table}_refuse_{event.lower()} BEFORE {event} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}: {event} of {table}'); END"
    )


def _postgresql_triggers(table: str) -> list[str]:
    return [
        f"CREATE OR REPLACE TRIGGER {table}_refuse BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
        f"CREATE OR REPLACE TRIGGER {table}_refuse_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()",
    ]


def install(connection: BaseDatabaseWrapper) -> None:
    _run(connection, install_sql(connection.vendor))


def remove(connection: BaseDatabaseWrapper) -> None:
    _run(connection, remove_sql(connection.vendor))


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the triggers that should stand in this database and do not."""
    if connection.vendor == "sqlite":
        wanted, question = _sqlite_names(), "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        wanted = [f"{table}_{kind}" for table in TABLES for kind in KINDS]
        question = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
    with connection.cursor() as cursor:
        cursor.execute(question)
        present = {row[0] for row in cursor.fetchall()}
    return [name for name in wanted if name not in present]


def install_in_migration(apps: Any, schema_editor: Any) -> None:
    """For RunPython. A later migration that rebuilds a table on SQLite drops its triggers: run this again after it."""
    for statement in install_sql(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def remove_in_migration(apps: Any, schema_editor: Any) -> None:
    for statement in remove_sql(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)
