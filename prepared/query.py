"""What does a queryset answer, when the ORM has put its statement together once for the whole process?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import QuerySet
from django.db.models.query import ModelIterable, ValuesListIterable
from django.db.models.sql.compiler import SQLCompiler

from prepared.rows import Reader, models_of, tuples_of
from prepared.stand_ins import Value, flat, shape_of
from prepared.statement import NotPreparable, Statement, put_together

Row = TypeVar("Row")
READERS: dict[Any, Callable[[SQLCompiler], Reader]] = {ModelIterable: models_of, ValuesListIterable: tuples_of}
INTEGERS = range(-(2**63), 2**63)  # what the databases hold


class PreparedQuery(Generic[Row]):
    """Asked by name with the values `build` takes; answers with what the queryset it returns would hold.

    `build` may put the values (numbers, texts, collections of numbers) into conditions only: a limit or a
    calculation with them is refused. Rows of one answer share the related row they both name. No prefetching.
    """

    def __init__(self, build: Callable[..., QuerySet]) -> None:
        self.build = build
        self._known: dict[tuple, tuple[Statement, Reader, bool] | None] = {}

    def __call__(self, **values: Value) -> list[Row]:
        database = connections[DEFAULT_DB_ALIAS]
        shape = (database.vendor, *values, *shape_of(values))
        if shape not in self._known:
            self._known[shape] = self._prepare(values)
        prepared = self._known[shape]
        if prepared is None:
            return []
        statement, reader, locks = prepared
        told = flat(values.values())
        if not all(value in INTEGERS for value in told if isinstance(value, int)):
            return list(self.build(**values))  # the ORM knows what a number too large for its column means
        if locks and not database.in_atomic_block:
            raise transaction.TransactionManagementError("rows are locked inside of a transaction only")
        with database.cursor() as cursor:
            cursor.execute(statement.sql, statement.filled(told))
            return reader.read(cursor.fetchall(), database)

    def first(self, **values: Value) -> Row | None:
        """The first of the rows, None where there is none; limits are the queryset's own matter."""
        return next(iter(self(**values)), None)

    def _prepare(self, values: dict[str, Any]) -> tuple[Statement, Reader, bool] | None:
        made = put_together(self.build, values)
        if made is None:
            return None
        statement, compiler = made
        queryset: Any = self.build(**values)
        if queryset._prefetch_related_lookups or queryset._iterable_class not in READERS:
            raise NotPreparable("only models and tuples are read, in one query")
        return statement, READERS[queryset._iterable_class](compiler), compiler.query.select_for_update
