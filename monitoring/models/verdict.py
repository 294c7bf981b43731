"""What the reviewer found about one answer."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from monitoring.models.indicator_answer import IndicatorAnswer
from monitoring.states import VerdictKind
from schools.models import Municipality


class VerdictQuerySet(models.QuerySet["Verdict"]):
    def current(self) -> Self:
        return self.filter(superseded_at=None)


class Verdict(models.Model):
    """Accepted, corrected or returned; superseded, never changed. A correction has its own numbers."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    answer = models.ForeignKey(IndicatorAnswer, on_delete=models.CASCADE, related_name="verdicts")
    kind = models.CharField(max_length=20, choices=VerdictKind.choices)
    numerator = models.PositiveBigIntegerField(null=True)
    denominator = models.PositiveBigIntegerField(null=True)
    fact = models.BooleanField(null=True)
    points = models.PositiveSmallIntegerField(null=True)
    working = models.TextField(blank=True)
    reason = models.TextField("причина", blank=True)
    replaces = models.ForeignKey(
        "self", on_delete=models.SET_NULL, related_name="+", null=True, help_text="In force again when this is undone"
    )
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        verbose_name = "заключение проверяющего"
        verbose_name_plural = "заключения проверяющего"
        ordering = ["answer", "given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer"], condition=Q(superseded_at=None), name="verdict_one_current_an_answer"
            ),
            models.CheckConstraint(condition=Q(kind="accepted") | ~Q(reason=""), name="verdict_reason_unless_accepted"),
            models.CheckConstraint(
                condition=Q(numerator=None) | Q(denominator=None) | Q(numerator__lte=F("denominator")),
                name="verdict_numerator_within_denominator",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.get_kind_display()}"
