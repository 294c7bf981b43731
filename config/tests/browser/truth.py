"""What does the server's database really hold? Read past the product, without a word to it (SQLite)."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from config.tests.serving import Served

FIELDS = ("numerator", "denominator", "fact", "parts", "note")


def database_of(served: Served) -> Path:
    return Path(served.environment["DATA_DIR"]) / "db.sqlite3"


def rows(served: Served, question: str, *values: Any) -> list[sqlite3.Row]:
    with closing(sqlite3.connect(f"file:{database_of(served)}?mode=ro", uri=True, timeout=20)) as connection:
        connection.row_factory = sqlite3.Row
        return connection.execute(question, values).fetchall()


def change(served: Served, statement: str, *values: Any) -> None:
    """For what a test may not wait for, such as a session growing old or a term going by."""
    with closing(sqlite3.connect(database_of(served), timeout=20)) as connection, connection:
        connection.execute(statement, values)


def answer(served: Served, map_id: int, code: str) -> dict[str, Any]:
    """The stored answer: people as int, a fact as bool, parts by key, the note."""
    question = f"SELECT {', '.join(FIELDS)} FROM monitoring_indicatoranswer WHERE expert_map_id = ? AND code = ?"  # noqa: S608
    [row] = rows(served, question, map_id, code)
    fact = None if row["fact"] is None else bool(row["fact"])
    return dict(row) | {"fact": fact, "parts": json.loads(row["parts"])}


def changes(served: Served, map_id: int, code: str) -> list[tuple[datetime, dict[str, Any]]]:
    """Every recorded change of an answer in order: when its request was received, and the new values."""
    chosen = "subject = ? AND target = ? AND action = 'answer.recorded'"
    question = f"SELECT at, new FROM journal_journalentry WHERE {chosen} ORDER BY seq"  # noqa: S608 our own words
    found = rows(served, question, f"map:{map_id}", code)
    return [(datetime.fromisoformat(row["at"]).replace(tzinfo=UTC), json.loads(row["new"])) for row in found]
