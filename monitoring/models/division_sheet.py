"""What was read from an uploaded division of maps and waits for the coordinator's «да»."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from monitoring.models.cycle import MonitoringCycle
from schools.models import Municipality


class DivisionSheet(models.Model):
    """Rows of a checked table between the preview and the confirmation; applied at most once."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(MonitoringCycle, on_delete=models.CASCADE, related_name="division_sheets")
    file_name = models.CharField(max_length=255)
    rows = models.JSONField(help_text="[[number in the sheet, code of the school, reviewer's address], …] as texts")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    applied = models.PositiveIntegerField(default=0, help_text="How many maps it gave to somebody")

    class Meta:
        verbose_name = "таблица распределения"
        verbose_name_plural = "таблицы распределения"
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.file_name
