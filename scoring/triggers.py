"""How does the database itself refuse to change a methodology that a cycle uses?"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

METHODOLOGY = "scoring_methodology"
FIRST_PARTS = (
    "scoring_direction",
    "scoring_criterion",
    "scoring_quantity",
    "scoring_indicator",
    "scoring_effectivenessband",
)
CHANGES = "scoring_indicatorchange"
PARTS = (*FIRST_PARTS, CHANGES)
REFUSAL = "the methodology is frozen"

# Events and the versions of a row whose methodology must not be frozen.
WATCHED = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}

POSTGRESQL_FUNCTIONS = (
    f"""
CREATE OR REPLACE FUNCTION scoring_refuse_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.frozen_at IS NOT NULL THEN RAISE EXCEPTION '{REFUSAL}: % of %', TG_OP, TG_TABLE_NAME; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$
""",
    f"""
CREATE OR REPLACE FUNCTION scoring_refuse_part_of_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE touched bigint[];
BEGIN
  IF TG_OP = 'INSERT' THEN touched := ARRAY[NEW.methodology_id];
  ELSIF TG_OP = 'DELETE' THEN touched := ARRAY[OLD.methodology_id];
  ELSE touched := ARRAY[OLD.methodology_id, NEW.methodology_id]; END IF;
  -- The lock makes a change and a freeze wait for each other; the second look sees what came of the wait.
  PERFORM 1 FROM {METHODOLOGY} WHERE id = ANY (touched) FOR SHARE;
  PERFORM 1 FROM {METHODOLOGY} WHERE id = ANY (touched) AND frozen_at IS NOT NULL;
  IF FOUND THEN RAISE EXCEPTION '{REFUSAL}: % of %', TG_OP, TG_TABLE_NAME; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$
""",
)


def install_sql(vendor: str, parts: tuple[str, ...] = PARTS) -> list[str]:
    if vendor == "sqlite":
        own = [_sqlite_trigger(METHODOLOGY, event, "OLD.frozen_at IS NOT NULL") for event in ("UPDATE", "DELETE")]
        return own + [_sqlite_trigger(table, event, _touches_frozen(event)) for table in parts for event in WATCHED]
    return [
        *POSTGRESQL_FUNCTIONS,
        _postgresql_trigger(METHODOLOGY, "UPDATE OR DELETE", "scoring_refuse_frozen"),
        *(_postgresql_trigger(table, "INSERT OR UPDATE OR DELETE", "scoring_refuse_part_of_frozen") for table in parts),
    ]


def remove_sql(vendor: str, parts: tuple[str, ...] = PARTS) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in names(vendor, parts)]
    return [f"DROP TRIGGER IF EXISTS {table}_refuse_frozen ON {table}" for table in (METHODOLOGY, *parts)]


def names(vendor: str, parts: tuple[str, ...] = PARTS) -> list[str]:
    """The triggers that should stand in a database of this kind."""
    if vendor != "sqlite":
        return [f"{table}_refuse_frozen" for table in (METHODOLOGY, *parts)]
    watched = [(METHODOLOGY, event) for event in ("UPDATE", "DELETE")]
    watched += [(table, event) for table in parts for event in WATCHED]
    return [_sqlite_name(table, event) for table, event in watched]


def install(connection: BaseDatabaseWrapper) -> None:
    _run(connection, install_sql(connection.vendor))


def remove(connection: BaseDatabaseWrapper) -> None:
    _run(connection, remove_sql(connection.vendor))


def install_in_migration(apps: Any, schema_editor: Any) -> None:
    """For RunPython of the first migration. A later one that rebuilds a table on SQLite drops its triggers: run this
    again after it."""
    _execute(schema_editor, install_sql(schema_editor.connection.vendor, FIRST_PARTS))


def remove_in_migration(apps: Any, schema_editor: Any) -> None:
    _execute(schema_editor, remove_sql(schema_editor.connection.vendor, FIRST_PARTS))


def install_for_changes_in_migration(apps: Any, schema_editor: Any) -> None:
    """For RunPython of the migration that brought the table; what already stands is left or put again."""
    _execute(schema_editor, install_sql(schema_editor.connection.vendor, (CHANGES,)))


def _execute(schema_editor: Any, statements: list[str]) -> None:
    for statement in statements:
        schema_editor.execute(statement, params=None)


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite_name(table: str, event: str) -> str:
    return f"{table}_refuse_frozen_{event.lower()}"


def _sqlite_trigger(table: str, event: str, condition: str) -> str:
    return (
        f"CREATE TRIGGER IF NOT EXISTS {_sqlite_name(table, event)} BEFORE {event} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}: {event} of {table}'); END"
    )


def _touches_frozen(event: str) -> str:
    touched = ", ".join(f"{version}.methodology_id" for version in WATCHED[event])
    return f"EXISTS (SELECT 1 FROM {METHODOLOGY} WHERE id IN ({touched}) AND frozen_at IS NOT NULL)"  # noqa: S608


def _postgresql_trigger(table: str, events: str, function: str) -> str:
    return (
        f"CREATE OR REPLACE TRIGGER {table}_refuse_frozen BEFORE {events} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {function}()"
    )
