"""From which cells of the form ОО-1 is each figure summed up? Data of the year: the form's numbers change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from django.db import models

from schools.models.municipality import Municipality
from schools.models.reference_figures import REFERENCE_FIELDS


class ReferenceMappingQuerySet(models.QuerySet["ReferenceMapping"]):
    def of(self, municipality: Municipality, form_year: int) -> Self:
        return self.filter(municipality=municipality, form_year=form_year).order_by("pk")


class ReferenceMapping(models.Model):
    """Some cells of one table that enter a figure: every row by every column. Rows of one figure add up."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="reference_mappings")
    form_year = models.PositiveSmallIntegerField("форма за", help_text="The calendar year of the form's 20 September")
    figure = models.CharField("показатель", max_length=32, choices=list(REFERENCE_FIELDS.items()))
    table = models.CharField("раздел формы", max_length=80)
    rows = models.JSONField("строки", help_text="Codes of rows, as people write them")
    columns = models.JSONField("графы", help_text="Codes of columns, as people write them")

    objects = ReferenceMappingQuerySet.as_manager()

    class Meta:
        verbose_name = "сопоставление с ОО-1"
        verbose_name_plural = "сопоставление с ОО-1"
        ordering = ["municipality", "form_year", "pk"]
        indexes = [models.Index(fields=["municipality", "form_year"], name="mapping_by_year")]
        constraints = [models.CheckConstraint(condition=~models.Q(table=""), name="mapping_names_a_table")]

    def __str__(self) -> str:
        return f"{self.get_figure_display()}: {self.table}"

    def cells(self) -> Iterator[tuple[str, str]]:
        """Row and column of every cell."""
        return ((row, column) for row in self.rows for column in self.columns)
