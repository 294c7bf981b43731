"""What SQL does the ORM make of a queryset, and where in its parameters do the values go?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

from prepared.stand_ins import PAIRS_OF_SETS, Value, flat, stand_ins_for


class NotPreparable(Exception):
    """The SQL depends on a value in another way than by its parameters."""


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with parameters of which some are places for values: (place, number of the flat value)."""

    sql: str
    params: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]

    def filled(self, values: Sequence[Any]) -> list[Any]:
        """The parameters with the flat values in their places."""
        params = list(self.params)
        for place, number in self.places:
            params[place] = values[number]
        return params


Build = Callable[..., QuerySet]


def put_together(build: Build, values: Mapping[str, Value]) -> tuple[Statement, SQLCompiler] | None:
    """The statement for values of this shape, with the compiler that knows its columns; None where nothing can match.

    Put together twice, with different stand-ins: raises NotPreparable when more than the stand-ins differs.
    """
    for sets in PAIRS_OF_SETS:
        made = [_put_together_once(build, stand_ins_for(values, first)) for first in sets]
        if made[0] is not None and made[1] is not None:
            return _same(made[0], made[1])
    return None


def _same(made: tuple[Statement, SQLCompiler], again: tuple[Statement, SQLCompiler]) -> tuple[Statement, SQLCompiler]:
    if made[0] != again[0]:
        raise NotPreparable(f"the statement is another one for other values: {made[0].sql}")
    return made


def _put_together_once(build: Build, stand_ins: Mapping[str, Any]) -> tuple[Statement, SQLCompiler] | None:
    compiler = build(**stand_ins).query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    return statement_of(sql, params, flat(stand_ins.values())), compiler


def statement_of(sql: str, params: Sequence[Any], stand_ins: Sequence[int | str]) -> Statement:
    known = {stand_in: number for number, stand_in in enumerate(stand_ins)}
    places = tuple((place, known[param]) for place, param in enumerate(params) if _is_one_of(known, param))
    kept = dict(places)
    return Statement(sql, tuple(None if place in kept else param for place, param in enumerate(params)), places)


def _is_one_of(known: Mapping[int | str, int], param: Any) -> bool:
    return isinstance(param, int | str) and param in known
