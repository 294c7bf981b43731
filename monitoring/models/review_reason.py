"""In which words does the department correct and return? Its own dictionary, ready to choose from on the desk."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from monitoring.states import VerdictKind
from schools.models import Municipality


class ReviewReasonQuerySet(models.QuerySet["ReviewReason"]):
    def of(self, municipality_id: int) -> Self:
        return self.filter(municipality_id=municipality_id).order_by("position", "pk")

    def active(self) -> Self:
        return self.filter(retired_at=None)


class ReviewReason(models.Model):
    """A reason to choose. Verdicts keep the words they were given with, whatever becomes of the row."""

    class Kind(models.TextChoices):
        CORRECTED = VerdictKind.CORRECTED.value, "Исправить"
        RETURNED = VerdictKind.RETURNED.value, "Вернуть"

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="review_reasons")
    kind = models.CharField("к какому решению", max_length=20, choices=Kind.choices)
    code = models.CharField("только для показателя", max_length=10, blank=True, help_text="Empty: for every indicator")
    text = models.CharField("причина", max_length=300)
    position = models.PositiveSmallIntegerField()
    retired_at = models.DateTimeField(null=True)

    objects = ReviewReasonQuerySet.as_manager()

    class Meta:
        verbose_name = "причина из словаря"
        verbose_name_plural = "словарь причин"
        ordering = ["municipality", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "code", "text"],
                condition=Q(retired_at=None),
                name="reason_once_in_the_dictionary",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="reason_has_words"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_active(self) -> bool:
        return self.retired_at is None
