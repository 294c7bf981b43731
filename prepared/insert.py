"""How is a new row written, when the ORM has put the statement together once for the whole process?"""

from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model
from django.db.models.sql import InsertQuery

from prepared.statement import NotPreparable


class PreparedInsert:
    """Does what `row.save(force_insert=True)` does to a row whose key the database gives, but for the signals.

    Nobody may listen to the model's.
    """

    def __init__(self, model: type[Model]) -> None:
        self._model = model
        self._known: dict[str, tuple[str, tuple[Field, ...]]] = {}

    def __call__(self, row: Model) -> None:
        database = connections[DEFAULT_DB_ALIAS]
        if database.vendor not in self._known:
            self._known[database.vendor] = self._prepare(row, database)
        sql, fields = self._known[database.vendor]
        with database.cursor() as cursor:
            cursor.execute(sql, [field.get_db_prep_save(field.pre_save(row, add=True), database) for field in fields])
            (row.pk,) = cursor.fetchone()
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS

    def _prepare(self, row: Model, database: BaseDatabaseWrapper) -> tuple[str, tuple[Field, ...]]:
        """The values of a row are all that tells its statement from another's: refused where anything else is sent."""
        meta = self._model._meta
        fields = tuple(field for field in meta.concrete_fields if field is not meta.pk)
        query: Any = InsertQuery(self._model)
        query.insert_values(fields, [row])
        compiler = query.get_compiler(connection=database)
        compiler.returning_fields = [meta.pk]
        ((sql, params),) = compiler.as_sql()
        if len(params) != len(fields) or any(hasattr(field, "get_placeholder") for field in fields):
            raise NotPreparable(f"a column is written by more than its value: {sql}")
        return sql, fields
