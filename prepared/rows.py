"""How does a row of the answer become what the queryset would have given: a model with its relations, or a tuple?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.signals import post_init, pre_init
from django.db.models.sql.compiler import SQLCompiler

Known = dict[tuple[int, Any], Model]


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns next to each other, with what makes Python values of those that need it."""

    start: int
    end: int
    converters: tuple[tuple[int, tuple[Callable, ...], Any], ...]

    def values(self, row: Sequence[Any], database: BaseDatabaseWrapper) -> list[Any]:
        values = list(row[self.start : self.end])
        for place, converters, expression in self.converters:
            for convert in converters:
                values[place] = convert(values[place], expression, database)
        return values


@dataclass(frozen=True, slots=True)
class Part:
    """A model within a row: its columns, the place of its key, what is tied to it and how it is tied itself."""

    make: Callable[[str, Sequence[str], Sequence[Any]], Model]
    columns: Columns
    names: tuple[str, ...]
    key: int
    parts: tuple[Part, ...]
    tie: Callable[[Model, Model | None], None]
    tie_back: Callable[[Model, Model], None]

    def read(self, row: Sequence[Any], known: Known, database: BaseDatabaseWrapper) -> Model:
        instance = self.make(DEFAULT_DB_ALIAS, self.names, self.columns.values(row, database))
        for part in self.parts:
            related = part.read_related(row, known, database)
            part.tie(instance, related)
            if related is not None:
                part.tie_back(related, instance)
        return instance

    def read_related(self, row: Sequence[Any], known: Known, database: BaseDatabaseWrapper) -> Model | None:
        """Rows of one answer that name the same related row share it; None where there is none."""
        place = (self.columns.start, row[self.key])
        if place[1] is None:
            return None
        if place not in known:
            known[place] = self.read(row, known, database)
        return known[place]


@dataclass(frozen=True, slots=True)
class Reader:
    """Rows as the queryset gives them: models with annotations, or tuples where there is no `part`."""

    part: Part | None
    annotations: tuple[str, ...]
    beside: Columns

    def read(self, rows: Sequence[Sequence[Any]], database: BaseDatabaseWrapper) -> list[Any]:
        if self.part is None:
            return [tuple(self.beside.values(row, database)) for row in rows]
        known: Known = {}
        read = [self.part.read(row, known, database) for row in rows]
        if self.annotations:
            for instance, row in zip(read, rows, strict=True):
                self._annotate(instance, self.beside.values(row, database))
        return read

    def _annotate(self, instance: Model, values: Sequence[Any]) -> None:
        for name, value in zip(self.annotations, values, strict=True):
            setattr(instance, name, value)


def tuples_of(compiler: SQLCompiler) -> Reader:
    """From what the compiler knows once it has put its SQL together."""
    return Reader(None, (), _columns(compiler, 0, len(compiler.select)))


def models_of(compiler: SQLCompiler) -> Reader:
    """The same where rows are models."""
    places = list(compiler.annotation_col_map.values())
    start, end = (places[0], places[-1] + 1) if places else (0, 0)
    return Reader(
        _part(compiler, compiler.klass_info), tuple(compiler.annotation_col_map), _columns(compiler, start, end)
    )


def _part(compiler: SQLCompiler, klass_info: dict[str, Any]) -> Part:
    start, end = klass_info["select_fields"][0], klass_info["select_fields"][-1] + 1
    names = tuple(column[0].target.attname for column in compiler.select[start:end])
    model = klass_info["model"]
    return Part(
        make=_make(model),
        columns=_columns(compiler, start, end),
        names=names,
        key=start + names.index(model._meta.pk.attname),
        parts=tuple(_part(compiler, related) for related in klass_info.get("related_klass_infos", ())),
        tie=klass_info.get("local_setter", _leave),
        tie_back=klass_info.get("remote_setter", _leave),
    )


def _make(model: type[Model]) -> Callable[[str, Sequence[str], Sequence[Any]], Model]:
    """How instances come from the database: as Model.from_db does it, one attribute after the other, or all at once.

    At once only where the two are the same: the model makes itself as all models do, and nobody listens to it.
    """
    kinds = model.__mro__[: model.__mro__.index(Model)]
    has_own_way = any(name in vars(kind) for kind in kinds for name in ("__init__", "from_db"))
    if has_own_way or pre_init.has_listeners(model) or post_init.has_listeners(model):
        return model.from_db
    return partial(_at_once, model)


def _at_once(model: type[Model], using: str, names: Sequence[str], values: Sequence[Any]) -> Model:
    instance = model.__new__(model)
    instance._state = ModelState()
    instance._state.adding, instance._state.db = False, using
    instance.__dict__.update(zip(names, values, strict=True))
    return instance


def _columns(compiler: SQLCompiler, start: int, end: int) -> Columns:
    converters = compiler.get_converters([column[0] for column in compiler.select[start:end]])
    return Columns(
        start, end, tuple((place, tuple(convert), expression) for place, (convert, expression) in converters.items())
    )


def _leave(instance: Model, related: Model | None) -> None:
    """The model the query is of belongs to nothing."""
