"""Into which large parts does the act divide the work?"""

from __future__ import annotations

from django.db import models

from scoring.models.methodology import Methodology


class Direction(models.Model):
    """A direction of the monitoring; criteria belong to it."""

    methodology = models.ForeignKey(Methodology, on_delete=models.CASCADE, related_name="directions")
    position = models.PositiveSmallIntegerField("место")
    title = models.CharField("название", max_length=500)

    class Meta:
        verbose_name = "направление"
        verbose_name_plural = "направления"
        ordering = ["methodology", "position"]
        constraints = [
            models.UniqueConstraint(fields=["methodology", "position"], name="direction_unique_position"),
        ]

    def __str__(self) -> str:
        return self.title
