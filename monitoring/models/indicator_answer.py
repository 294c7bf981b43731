"""What a school answers to one indicator, and the three points it leads to."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from monitoring.models.evidence import Evidence
from monitoring.models.expert_map import ExpertMap
from schools.models import Municipality
from scoring.engine.types import Claim
from scoring.models import Indicator

POINTS = "Written only by the verbs that call scorecard.refresh"


class AnswerQuerySet(models.QuerySet["IndicatorAnswer"]):
    def of(self, expert_map: ExpertMap | int) -> Self:
        return self.filter(expert_map=expert_map).order_by("position")

    def with_evidence(self) -> Self:
        """Each with its pieces, the revision each replaced, and what became of links (one query more)."""
        pieces = Evidence.objects.select_related("replaces", "watch__last")
        return self.prefetch_related(models.Prefetch("evidence", pieces))


class IndicatorAnswer(models.Model):
    """Claim, verified and final points are three things; the claim is never overwritten by the others.

    `numerator` and `denominator` count people. A denominator several indicators share is entered at its owner and
    copied to the rows that reuse it, so each row can be read, checked and summed alone.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    expert_map = models.ForeignKey(ExpertMap, on_delete=models.CASCADE, related_name="answers")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="answers")
    code = models.CharField(max_length=10)
    position = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1, help_text="Held by the client; a stale one is refused")
    numerator = models.PositiveBigIntegerField(null=True)
    denominator = models.PositiveBigIntegerField(null=True)
    fact = models.BooleanField(null=True)
    parts = models.JSONField(default=dict, help_text="Sub-checks of a compound fact: {key: bool}")
    note = models.TextField("пояснение для проверяющего", blank=True)
    is_open = models.BooleanField(default=True, help_text="The school may change it: all at first, then returned ones")
    changed_since_return = models.BooleanField(default=False)
    counts_anyway = models.BooleanField(
        default=False,
        editable=False,
        help_text="The school's levels rule it out, the reviewer said it counts. Written only by domain.applicability",
    )
    claimed_points = models.PositiveSmallIntegerField(null=True, editable=False, help_text=POINTS)
    verified_points = models.PositiveSmallIntegerField(null=True, editable=False, help_text=POINTS)
    final_points = models.PositiveSmallIntegerField(null=True, editable=False, help_text=POINTS)
    final_reason = models.TextField(blank=True)
    evidence = models.ManyToManyField(Evidence, related_name="answers", blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "ответ по показателю"
        verbose_name_plural = "ответы по показателям"
        ordering = ["expert_map", "position"]
        constraints = [
            models.UniqueConstraint(fields=["expert_map", "indicator"], name="answer_once_an_indicator"),
            models.CheckConstraint(
                condition=Q(numerator=None) | Q(denominator=None) | Q(numerator__lte=F("denominator")),
                name="answer_numerator_within_denominator",
            ),
            models.CheckConstraint(
                condition=Q(final_points=None)
                | Q(verified_points=None)
                | Q(final_points=F("verified_points"))
                | ~Q(final_reason=""),
                name="answer_changed_final_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.expert_map_id}"

    @property
    def claim(self) -> Claim:
        return Claim(numerator=self.numerator, denominator=self.denominator, fact=self.fact, parts=self.parts)
