"""Which approved results were opened again, by whom and why, what they were, and by which protocol they were closed."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from monitoring.models.expert_map import ExpertMap
from schools.models import Municipality


class ReopeningQuerySet(models.QuerySet["Reopening"]):
    def unfinished(self) -> Self:
        return self.filter(approved_at=None)

    def of(self, expert_map: ExpertMap) -> Self:
        return self.filter(expert_map=expert_map).order_by("opened_at", "pk")


class Reopening(models.Model):
    """One revision of one approved result. The year it belongs to stays approved; the row is never deleted."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    expert_map = models.ForeignKey(ExpertMap, on_delete=models.CASCADE, related_name="reopenings")
    reason = models.TextField("причина")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    before = models.JSONField(
        help_text="As it was in force: {points, maximum, protocol, date, indicators: {code: [points, reason]}}"
    )
    protocol_number = models.CharField("номер протокола", max_length=40, blank=True)
    protocol_date = models.DateField("дата протокола", null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    approved_at = models.DateTimeField(null=True)

    objects = ReopeningQuerySet.as_manager()

    class Meta:
        verbose_name = "пересмотр результата"
        verbose_name_plural = "пересмотры результатов"
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["expert_map"], condition=Q(approved_at=None), name="reopening_one_unfinished_a_map"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="reopening_has_reason"),
            models.CheckConstraint(
                condition=Q(protocol_number="", protocol_date=None, approved_by=None, approved_at=None)
                | (
                    ~Q(protocol_number="")
                    & Q(protocol_date__isnull=False, approved_by__isnull=False, approved_at__isnull=False)
                ),
                name="reopening_approval_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert_map_id}: {self.reason}"

    @property
    def is_finished(self) -> bool:
        return self.approved_at is not None
