"""How does the coordinator say from which cells of the year's form ОО-1 each figure is summed up?"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from journal.domain import record
from schools.errors import RegisterError
from schools.models import REFERENCE_FIELDS, Municipality, ReferenceMapping
from schools.permissions import check_can_keep_register
from schools.sheets.codes import codes_of, key_of, said

SHIPPED = Path(settings.BASE_DIR) / "fixtures/reference_mapping.json"
LONGEST_TABLE, MOST = 80, 100
SOURCES = {"shipped": "примерный набор", "past": "прошлогоднее сопоставление"}


@transaction.atomic
def add_mapping(
    *,
    municipality: Municipality,
    form_year: int,
    figure: str,
    table: str,
    rows: str,
    columns: str,
    by: Any,
    at: datetime,
) -> ReferenceMapping:
    """Some more cells of a figure. Raises RegisterError by field; a cell enters a figure once."""
    _hold(municipality, by)
    mapping = ReferenceMapping(municipality=municipality, form_year=form_year)
    _put(mapping, figure, table, rows, columns)
    if ReferenceMapping.objects.of(municipality, form_year).count() >= MOST:
        raise RegisterError(f"В сопоставлении уже {MOST} строк: объедините или удалите лишние.")
    mapping.save()
    _note(mapping.municipality_id, "mapping.added", by, at, target=str(form_year), new=summary(mapping))
    return mapping


@transaction.atomic
def change_mapping(
    *, mapping: ReferenceMapping, figure: str, table: str, rows: str, columns: str, by: Any, at: datetime
) -> ReferenceMapping:
    """Other cells, from now on: figures loaded before stay. Unchanged values leave no trace. Raises RegisterError."""
    row = _locked(mapping, by)
    old = summary(row)
    _put(row, figure, table, rows, columns)
    if summary(row) != old:
        row.save()
        _note(row.municipality_id, "mapping.changed", by, at, target=str(row.form_year), old=old, new=summary(row))
    return row


@transaction.atomic
def remove_mapping(*, mapping: ReferenceMapping, by: Any, at: datetime) -> None:
    """The cells enter the figure no more; figures loaded before stay."""
    row = _locked(mapping, by)
    _note(row.municipality_id, "mapping.removed", by, at, target=str(row.form_year), old=summary(row))
    row.delete()


@transaction.atomic
def fill_mapping(
    *, municipality: Municipality, form_year: int, source: str, by: Any, at: datetime
) -> list[ReferenceMapping]:
    """The whole year anew: the shipped sample, or the year before. Raises RegisterError where there is none."""
    _hold(municipality, by)
    taken = list(_shipped() if source == "shipped" else _of_year(municipality, form_year - 1))
    if not taken:
        raise RegisterError("За прошлый год сопоставления нет: копировать нечего.")
    old = ReferenceMapping.objects.of(municipality, form_year)
    before = [summary(row) for row in old]
    old.delete()
    made = [ReferenceMapping.objects.create(municipality=municipality, form_year=form_year, **row) for row in taken]
    _note(
        municipality.pk, "mapping.filled", by, at, target=str(form_year), reason=SOURCES[source],
        old={"rows": before}, new={"rows": [summary(row) for row in made]},
    )  # fmt: skip
    return made


def summary(mapping: ReferenceMapping) -> dict[str, str]:
    return {
        "figure": mapping.figure,
        "table": mapping.table,
        "rows": said(mapping.rows),
        "columns": said(mapping.columns),
    }


def _shipped() -> Iterable[dict[str, Any]]:
    return json.loads(SHIPPED.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def _of_year(municipality: Municipality, form_year: int) -> Iterable[dict[str, Any]]:
    rows = ReferenceMapping.objects.of(municipality, form_year)
    return [dict(row) for row in rows.values("figure", "table", "rows", "columns")]


def _put(mapping: ReferenceMapping, figure: str, table: str, rows: str, columns: str) -> None:
    if figure not in REFERENCE_FIELDS:
        raise RegisterError("Выберите показатель из списка.", field="figure")
    mapping.figure, mapping.table = figure, " ".join(table.split())
    if not 0 < len(mapping.table) <= LONGEST_TABLE:
        raise RegisterError("Укажите раздел формы, например 2.1.1.", field="table")
    mapping.rows, mapping.columns = _codes(rows, "rows"), _codes(columns, "columns")
    _check_cells_are_new(mapping)


def _codes(text: str, field: str) -> list[str]:
    try:
        return list(codes_of(text))
    except ValueError as refusal:
        raise RegisterError(str(refusal), field=field) from None


def _check_cells_are_new(mapping: ReferenceMapping) -> None:
    """A cell counted twice in one figure would double its people."""
    others = ReferenceMapping.objects.of(mapping.municipality, mapping.form_year).filter(figure=mapping.figure)
    taken = {place for other in others.exclude(pk=mapping.pk) for place in places_of(other)}
    if doubled := taken & places_of(mapping):
        _, row, column = min(doubled)
        raise RegisterError(
            f"Строка {row}, графа {column} раздела {mapping.table} уже входят в этот показатель.", field="rows"
        )


def places_of(mapping: ReferenceMapping) -> frozenset[tuple[str, str, str]]:
    """Table, row and column of every cell, as they are compared."""
    return frozenset((key_of(mapping.table), key_of(row), key_of(column)) for row, column in mapping.cells())


def _hold(municipality: Municipality, by: Any) -> None:
    """One writer at a time: two added cells are checked against each other."""
    check_can_keep_register(by, municipality.pk)
    Municipality.objects.select_for_update().get(pk=municipality.pk)


def _locked(mapping: ReferenceMapping, by: Any) -> ReferenceMapping:
    _hold(mapping.municipality, by)
    return ReferenceMapping.objects.select_for_update().get(pk=mapping.pk)


def _note(municipality_id: int, action: str, by: Any, at: datetime, **what: Any) -> None:
    record(
        subject=f"municipality:{municipality_id}", municipality_id=municipality_id, action=action, by=by, at=at, **what
    )
