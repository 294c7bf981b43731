"""What have all imported sheets in common: columns by their Russian titles, one writing verb, no repeated rows?"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.results import Result
from import_export.widgets import Widget

from schools.models import Municipality
from schools.sheets.columns import ROW_NUMBER, Column

Write = Callable[..., object]


class Reader(Widget):
    """Lets a column's own reader turn text into a value; its ValueError becomes the error of the cell."""

    def __init__(self, read: Callable[[str], object]) -> None:
        super().__init__()
        self.read = read

    def clean(self, value: Any, row: Mapping[str, Any] | None = None, **kwargs: Any) -> object:
        return self.read(value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else str(value)


class SheetResource(ModelResource):
    """A sheet of one municipality. `write` is the domain verb that keeps a row; a dry run never calls it."""

    columns: Sequence[Column]

    def __init__(self, municipality: Municipality, write: Write) -> None:
        super().__init__()
        self.municipality = municipality
        self.write = write
        self.met: dict[Hashable, str] = {}
        self.fields = {
            column.field: Field(attribute=column.field, column_name=column.title, widget=Reader(self.reader_of(column)))
            for column in self.columns
            if column.field
        }

    def reader_of(self, column: Column) -> Callable[[str], object]:
        return column.read

    def run(self, dataset: tablib.Dataset, *, dry_run: bool) -> Result:
        """The inner loop without the library's own transactions: a dry run only reads, a real one is in the verb's."""
        if not len(dataset):
            return Result()
        result = self.import_data_inner(
            dataset, dry_run, raise_errors=not dry_run, using_transactions=False, collect_failed_rows=False
        )
        for _, errors in result.row_errors():
            raise errors[0].error
        return result

    def identity(self, instance: Any) -> Hashable:
        """What makes two rows of a sheet the same row."""
        raise NotImplementedError

    def check_instance(self, instance: Any) -> dict[str, str]:
        """Sentences by field about values that contradict each other."""
        return {}

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """An unchanged row is skipped only after it was checked: a repeated row must not hide behind the first."""
        self.refuse_repeated(instance, row, import_validation_errors or {})
        return bool(super().skip_row(instance, original, row, import_validation_errors))

    def refuse_repeated(self, instance: Any, row: Mapping[str, str], errors: Mapping[str, object]) -> None:
        identifying = set(self.get_import_id_fields())
        if identifying & set(errors):
            return
        first = self.met.setdefault(self.identity(instance), row[ROW_NUMBER])
        if first != row[ROW_NUMBER]:
            raise ValidationError({self.get_import_id_fields()[0]: f"Такая строка уже есть выше: строка {first}."})

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        errors: dict[str, Any] = dict(import_validation_errors or {})
        if not errors:
            errors = self.check_instance(instance)
        if errors:
            raise ValidationError(errors)

    def values(self, instance: Any) -> dict[str, object]:
        """Values of the columns this sheet has: a column that is absent leaves the row's value as it is."""
        return {name: getattr(instance, name) for name in self.present if name not in self.get_import_id_fields()}

    def before_import(self, dataset: tablib.Dataset, **kwargs: Any) -> None:
        self.present = [name for name, field in self.fields.items() if field.column_name in dataset.headers]

    def after_import(self, dataset: tablib.Dataset, result: Result, **kwargs: Any) -> None:
        """The library would reset id sequences here: nothing to reset where the database gives the ids."""
