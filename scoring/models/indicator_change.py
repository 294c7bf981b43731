"""How does an indicator of a version compare with the version before it? Declared, not guessed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from scoring.models.methodology import Methodology


class IndicatorChange(models.Model):
    """One line of a version's declaration: `code` is its own, `code_before` that of `version_before`.

    A new indicator has no code before, a gone one no code of its own. A version that follows none has no lines.
    """

    class Kind(models.TextChoices):
        SAME = "same", "прежний"
        THRESHOLD = "threshold", "изменён порог"
        MEANING = "meaning", "изменён смысл"
        NEW = "new", "новый"
        GONE = "gone", "исключён"

    methodology = models.ForeignKey(Methodology, on_delete=models.CASCADE, related_name="changes")
    position = models.PositiveSmallIntegerField("место")
    version_before = models.CharField("предыдущая версия", max_length=32)
    code = models.CharField("код", max_length=16, blank=True)
    code_before = models.CharField("прежний код", max_length=16, blank=True)
    kind = models.CharField("сопоставимость", max_length=9, choices=Kind.choices)
    note = models.TextField("пояснение", blank=True)

    class Meta:
        verbose_name = "сопоставимость показателя"
        verbose_name_plural = "сопоставимость показателей"
        ordering = ["methodology", "position"]
        constraints = [
            models.UniqueConstraint(fields=["methodology", "position"], name="change_unique_position"),
            models.UniqueConstraint(
                fields=["methodology", "code"], condition=~Q(code=""), name="change_once_an_indicator"
            ),
            models.UniqueConstraint(
                fields=["methodology", "code_before"],
                condition=~Q(code_before=""),
                name="change_once_an_indicator_before",
            ),
            models.CheckConstraint(
                condition=Q(kind="new", code_before="") & ~Q(code="")
                | Q(kind="gone", code="") & ~Q(code_before="")
                | Q(kind__in=["same", "threshold", "meaning"]) & ~Q(code="") & ~Q(code_before=""),
                name="change_kind_fits_codes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code_before or '–'} → {self.code or '–'}: {self.get_kind_display()}"
