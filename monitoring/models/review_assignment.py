"""Who checks a map, since when and by whose word; and who did before."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from monitoring.models.expert_map import ExpertMap
from schools.models import Municipality


class AssignmentQuerySet(models.QuerySet["ReviewAssignment"]):
    def in_force(self) -> Self:
        return self.filter(ended_at=None)


class ReviewAssignment(models.Model):
    """A map in a reviewer's hands: ended, never changed. The one in force is also on the map as `reviewer`."""

    class Way(models.TextChoices):
        EVENLY = "evenly", "поровну"
        BY_HAND = "by_hand", "вручную"
        SHEET = "sheet", "из таблицы"
        HANDED_OVER = "handed_over", "передана"
        TAKEN_OVER = "taken_over", "взята себе"

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    expert_map = models.ForeignKey(ExpertMap, on_delete=models.CASCADE, related_name="assignments")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    way = models.CharField("как распределена", max_length=20, choices=Way.choices)
    reason = models.TextField("причина", blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField("почему закончилась", blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "закрепление карты"
        verbose_name_plural = "закрепления карт"
        ordering = ["expert_map", "given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["expert_map"], condition=Q(ended_at=None), name="assignment_one_in_force_a_map"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, end_reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
                name="assignment_end_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.expert_map_id}: {self.reviewer}"
