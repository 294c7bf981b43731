"""How does a row of the sheet «Сведения ОО-1» become the figures of a school on a day?"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from typing import Any

import tablib

from schools.models import REFERENCE_FIELDS, Municipality, ReferenceFigures, School
from schools.resources.base import SheetResource, Write
from schools.sheets import values
from schools.sheets.columns import FIGURE_COLUMNS, Column


class FiguresResource(SheetResource):
    """`today` is the municipality's own: figures of a day to come are refused."""

    columns = FIGURE_COLUMNS

    class Meta:
        model = ReferenceFigures
        fields = ()
        import_id_fields = ("school", "as_of")
        skip_unchanged = True
        report_skipped = True
        skip_html_diff = True
        store_instance = True

    def __init__(self, municipality: Municipality, write: Write, *, today: date) -> None:
        self.today = today
        self.schools = {school.code: school for school in School.objects.of(municipality)}
        super().__init__(municipality, write)

    def reader_of(self, column: Column) -> Callable[[str], object]:
        return {"school": self.read_school, "as_of": self.read_day}.get(column.field, column.read)

    def read_school(self, cell: str) -> School:
        if not cell:
            raise ValueError("Не заполнено.")
        if cell not in self.schools:
            raise ValueError(f"Школы с кодом «{values.shown(cell)}» нет в реестре. Сначала добавьте её.")
        return self.schools[cell]

    def read_day(self, cell: str) -> date:
        read = values.day(cell)
        if read > self.today:
            raise ValueError(f"Дата {cell} ещё не наступила.")
        return read

    def before_import(self, dataset: tablib.Dataset, **kwargs: Any) -> None:
        super().before_import(dataset, **kwargs)
        days = {day for cell in dataset[self.fields["as_of"].column_name] if (day := self.day_or_none(cell))}
        known = ReferenceFigures.objects.filter(municipality=self.municipality, as_of__in=days)
        self.known = {(figures.school_id, figures.as_of): figures for figures in known}

    def day_or_none(self, cell: str) -> date | None:
        try:
            return self.read_day(cell)
        except ValueError:
            return None

    def get_instance(self, instance_loader: Any, row: Any) -> ReferenceFigures | None:
        school = self.schools.get(row[self.fields["school"].column_name])
        day = self.day_or_none(row[self.fields["as_of"].column_name])
        if school is None or day is None:
            return None
        figures = self.known.get((school.pk, day))
        if figures is not None:
            figures.school = school
        return figures

    def init_instance(self, row: Any = None) -> ReferenceFigures:
        return ReferenceFigures(municipality=self.municipality)

    def identity(self, instance: ReferenceFigures) -> Hashable:
        return instance.school_id, instance.as_of

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """A row of the prefilled template in which nobody wrote a figure is no statement about the school."""
        unchanged = super().skip_row(instance, original, row, import_validation_errors)
        blank = not any(row[self.fields[name].column_name] for name in REFERENCE_FIELDS if name in self.present)
        return unchanged or (blank and not import_validation_errors)

    def check_instance(self, instance: ReferenceFigures) -> dict[str, str]:
        """Classes 8–11 are among classes 6–11: a larger part is a slip of columns."""
        part = (instance.pupils_8_9 or 0) + (instance.pupils_10_11 or 0)
        if instance.pupils_6_11 is not None and part > instance.pupils_6_11:
            return {"pupils_6_11": f"В 6–11 классах не может быть меньше обучающихся, чем в 8–11 ({part})."}
        return {}

    def do_instance_save(self, instance: ReferenceFigures, is_create: bool) -> None:
        self.write(school=instance.school, as_of=instance.as_of, values=self.values(instance))
