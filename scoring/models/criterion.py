"""What is looked at within a direction, and for how many points at most?"""

from __future__ import annotations

from django.db import models

from scoring.models.direction import Direction
from scoring.models.methodology import Methodology


class Criterion(models.Model):
    """A numbered section of the map; `maximum` is the number of its indicators, one point each."""

    methodology = models.ForeignKey(Methodology, on_delete=models.CASCADE, related_name="criteria")
    direction = models.ForeignKey(Direction, on_delete=models.CASCADE, related_name="criteria")
    number = models.PositiveSmallIntegerField("номер")
    title = models.CharField("название", max_length=500)
    short_title = models.CharField("краткое название", max_length=120)
    maximum = models.PositiveSmallIntegerField("максимум баллов")

    class Meta:
        verbose_name = "критерий"
        verbose_name_plural = "критерии"
        ordering = ["methodology", "number"]
        constraints = [
            models.UniqueConstraint(fields=["methodology", "number"], name="criterion_unique_number"),
            models.CheckConstraint(condition=models.Q(maximum__gte=1), name="criterion_maximum_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"
