"""How are some columns of one row written, when the ORM has put the statement together once for the whole process?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model, Value
from django.db.models.sql import UpdateQuery

from prepared.stand_ins import FIRST_SETS
from prepared.statement import Statement, statement_of


class PreparedUpdate:
    """Does what `row.save(update_fields=columns)` does, but for the signals: nobody may listen to the model's."""

    def __init__(self, model: type[Model], columns: Sequence[str]) -> None:
        self._model = model
        self._columns = tuple(columns)
        self._known: dict[str, tuple[Statement, tuple[Field, ...]]] = {}

    def __call__(self, row: Model) -> None:
        """Raises DatabaseError when there is no such row."""
        database = connections[DEFAULT_DB_ALIAS]
        if database.vendor not in self._known:
            self._known[database.vendor] = self._prepare(database)
        statement, fields = self._known[database.vendor]
        values = [field.get_db_prep_save(field.pre_save(row, add=False), database) for field in fields]
        with database.cursor() as cursor:
            cursor.execute(statement.sql, statement.filled([*values, row.pk]))
            if cursor.rowcount != 1:
                raise DatabaseError(f"{row!r} is not there to be written")

    def _prepare(self, database: BaseDatabaseWrapper) -> tuple[Statement, tuple[Field, ...]]:
        known = {field.name: field for field in self._model._meta.concrete_fields}
        fields = tuple(known[name] for name in self._columns)
        *stand_ins, key = range(FIRST_SETS[0], FIRST_SETS[0] + len(fields) + 1)
        query: Any = UpdateQuery(self._model)
        query.add_filter("pk", key)
        query.add_update_fields([(field, None, Value(it)) for field, it in zip(fields, stand_ins, strict=True)])
        sql, params = query.get_compiler(connection=database).as_sql()
        return statement_of(sql, params, [*stand_ins, key]), fields
