"""Who asked for the documents of many schools at once, when, and of which kinds?"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from monitoring.models import MonitoringCycle
from schools.models import Municipality


class DocumentBatch(models.Model):
    """Documents asked for together. How far they are is counted from their own rows (reports.queries.batches)."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(MonitoringCycle, on_delete=models.PROTECT, related_name="+")
    kinds = models.JSONField(help_text="Names of makers, «school_result.pdf»")
    schools = models.PositiveIntegerField(help_text="How many schools have a document here")
    total = models.PositiveIntegerField(help_text="How many documents were asked for")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "составление документов"
        verbose_name_plural = "составления документов"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by=None)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False),
                name="batch_cancelling_paired",
            ),
            models.CheckConstraint(condition=Q(total__gte=1), name="batch_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.cycle_id}: {self.total}"
