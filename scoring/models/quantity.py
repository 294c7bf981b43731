"""Of how many people is a share taken, and which ОО-1 figure is that reconciled with?"""

from __future__ import annotations

from django.db import models

from schools.models import REFERENCE_FIELDS
from scoring.models.methodology import Methodology


class Quantity(models.Model):
    """A denominator: entered once a map, reused by every indicator that names it, or a sum of others."""

    class Snapshot(models.TextChoices):
        """Which ОО-1 of the two: of the past school year, or the new one that shows graduates."""

        PAST = "past", "прошлогодняя форма"
        NEW = "new", "новая форма"

    methodology = models.ForeignKey(Methodology, on_delete=models.CASCADE, related_name="quantities")
    key = models.SlugField("ключ", max_length=64)
    title = models.CharField("название", max_length=200)
    unit_one = models.CharField("после 1 (родительный)", max_length=120)
    unit_few = models.CharField("после 2–4", max_length=120)
    unit_many = models.CharField("после 5", max_length=120)
    reference_field = models.CharField(
        "показатель ОО-1", max_length=32, blank=True, choices=list(REFERENCE_FIELDS.items())
    )
    snapshot = models.CharField("форма ОО-1", max_length=4, choices=Snapshot.choices, default=Snapshot.PAST)
    sum_of = models.JSONField("сумма", default=list, blank=True, help_text="Keys of quantities that add up to this one")

    class Meta:
        verbose_name = "количество"
        verbose_name_plural = "количества"
        ordering = ["methodology", "key"]
        constraints = [
            models.UniqueConstraint(fields=["methodology", "key"], name="quantity_unique_key"),
            models.CheckConstraint(condition=models.Q(snapshot__in=["past", "new"]), name="quantity_snapshot_known"),
        ]

    def __str__(self) -> str:
        return self.title
