"""How does a statement of Django's become one of SQLite's? Once a process, not each time it is asked.

Django writes the place of a value as «%s», SQLite as «?». To look through the statement of a map for them takes as long
as SQLite takes to answer it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.db.backends.sqlite3 import base


class Cursor(base.SQLiteCursorWrapper):
    def convert_query(self, query: str, *, param_names: Sequence[str] | None = None) -> str:
        return _with_marks(query) if param_names is None else super().convert_query(query, param_names=param_names)


class DatabaseWrapper(base.DatabaseWrapper):
    def create_cursor(self, name: str | None = None) -> Cursor:
        return self.connection.cursor(factory=Cursor)


# Lists of numbers have statements of their own by their length: those least asked go.
@lru_cache(maxsize=2000)
def _with_marks(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")
