"""What did the reviewer decide of the indicators a school cannot have by its levels?"""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from monitoring.models.expert_map import ExpertMap
from monitoring.models.indicator_answer import IndicatorAnswer
from schools.models import Municipality


class ApplicabilityQuerySet(models.QuerySet["ApplicabilityDecision"]):
    def current(self) -> Self:
        return self.filter(superseded_at=None)

    def of(self, expert_map: ExpertMap) -> Self:
        return self.filter(answer__expert_map=expert_map).order_by("answer__position", "given_at", "pk")


class ApplicabilityDecision(models.Model):
    """The rule proposes by levels; this confirms that the indicator leaves the maximum, or rejects it and it counts.

    Superseded, never changed. Asked only under the policy «с учётом применимости».
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    answer = models.ForeignKey(IndicatorAnswer, on_delete=models.CASCADE, related_name="applicability")
    is_confirmed = models.BooleanField()
    reason = models.TextField("причина")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    objects = ApplicabilityQuerySet.as_manager()

    class Meta:
        verbose_name = "решение о применимости"
        verbose_name_plural = "решения о применимости"
        ordering = ["answer", "given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer"], condition=Q(superseded_at=None), name="applicability_one_current_an_answer"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="applicability_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}: {'не применимо' if self.is_confirmed else 'учитывается'}"
