"""From which share of the maximum is the work of high, medium or low effectiveness?"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from scoring.models.methodology import Methodology


class EffectivenessBand(models.Model):
    """A degree of effectiveness. The share decides; annex_from and annex_to repeat the act's own table."""

    class Key(models.TextChoices):
        HIGH = "high", "высокая"
        MEDIUM = "medium", "средняя"
        LOW = "low", "низкая"

    methodology = models.ForeignKey(Methodology, on_delete=models.CASCADE, related_name="bands")
    position = models.PositiveSmallIntegerField("место")
    key = models.CharField("ключ", max_length=6, choices=Key.choices)
    title = models.CharField("название", max_length=60)
    share_from = models.PositiveSmallIntegerField("от, % максимума")
    annex_from = models.PositiveSmallIntegerField("от, баллов")
    annex_to = models.PositiveSmallIntegerField("до, баллов")

    class Meta:
        verbose_name = "степень эффективности"
        verbose_name_plural = "степени эффективности"
        ordering = ["methodology", "position"]
        constraints = [
            models.UniqueConstraint(fields=["methodology", "key"], name="band_unique_key"),
            models.UniqueConstraint(fields=["methodology", "position"], name="band_unique_position"),
            models.UniqueConstraint(fields=["methodology", "share_from"], name="band_unique_share"),
            models.CheckConstraint(condition=Q(key__in=["high", "medium", "low"]), name="band_key_known"),
            models.CheckConstraint(condition=Q(share_from__lte=100), name="band_share_at_most_100"),
            models.CheckConstraint(condition=Q(annex_from__lte=F("annex_to")), name="band_annex_in_order"),
        ]

    def __str__(self) -> str:
        return self.title
