"""What a school disputes in its verified points, and what it was answered."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from monitoring.models.cycle import MonitoringCycle
from monitoring.models.evidence import Evidence
from monitoring.models.expert_map import ExpertMap
from monitoring.models.indicator_answer import IndicatorAnswer
from schools.models import Municipality


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def undecided(self) -> Self:
        return self.filter(decided_at=None)

    def of(self, expert_map: ExpertMap) -> Self:
        return self.filter(answer__expert_map=expert_map).order_by("answer__position")

    def maps_of(self, cycle: MonitoringCycle) -> set[int]:
        """Ids of the cycle's maps with such objections."""
        return set(self.filter(answer__expert_map__cycle=cycle).values_list("answer__expert_map_id", flat=True))


class Objection(models.Model):
    """One an answer: the school's reasons and evidence, then the methodologist's decision with reasons."""

    class Outcome(models.TextChoices):
        SATISFIED = "satisfied", "удовлетворено"
        REJECTED = "rejected", "отклонено"

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    answer = models.OneToOneField(IndicatorAnswer, on_delete=models.CASCADE, related_name="objection")
    text = models.TextField("в чём не согласны")
    evidence = models.ManyToManyField(Evidence, related_name="objections", blank=True)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    points = models.PositiveSmallIntegerField(null=True, help_text="Final points a satisfied objection gave")
    decision = models.TextField("ответ", blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = "возражение"
        verbose_name_plural = "возражения"
        ordering = ["raised_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", decision="", points=None, decided_by=None, decided_at=None)
                | (~Q(outcome="") & ~Q(decision="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="objection_decision_whole",
            ),
            models.CheckConstraint(
                condition=Q(outcome="satisfied", points__isnull=False) | (~Q(outcome="satisfied") & Q(points=None)),
                name="objection_points_when_satisfied",
            ),
        ]

    @property
    def is_undecided(self) -> bool:
        return self.decided_at is None

    @property
    def is_satisfied(self) -> bool:
        return self.outcome == self.Outcome.SATISFIED

    def __str__(self) -> str:
        return f"{self.answer}: {self.get_outcome_display() or 'рассматривается'}"
