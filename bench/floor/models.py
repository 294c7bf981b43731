"""What does the least save write? One row of an answer, one row of a journal."""

from __future__ import annotations

from django.conf import settings
from django.db import connection, models


class FloorAnswer(models.Model):
    numerator = models.PositiveBigIntegerField(null=True)
    denominator = models.PositiveBigIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return f"{self.numerator} of {self.denominator}"


class FloorEntry(models.Model):
    answer = models.ForeignKey(FloorAnswer, models.CASCADE)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    new = models.JSONField()

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.new}"


def answer_to_write() -> FloorAnswer:
    """A row to save into; the tables are made when they are not there."""
    if FloorAnswer._meta.db_table not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.create_model(FloorAnswer)
            editor.create_model(FloorEntry)
    return FloorAnswer.objects.create(numerator=1, denominator=200)
