"""What exactly went out to whom, and who said that it was read?"""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from improvement.models.recommendation import Recommendation
from monitoring.models import ExpertMap, MonitoringCycle
from schools.models import Municipality


class Edition(models.Model):
    """The words of one sending, never changed; the next one says what became of them."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    observed = models.TextField()
    action = models.TextField()
    helper = models.CharField(max_length=300, blank=True)
    target = models.CharField(max_length=300, blank=True)
    due = models.DateField()
    reason = models.CharField("почему изменена", max_length=500, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "редакция рекомендации"
        verbose_name_plural = "редакции рекомендаций"
        ordering = ["recommendation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["recommendation"], condition=Q(superseded_at=None), name="edition_one_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id}, редакция {self.number}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def in_force(self) -> Self:
        return self.filter(edition__superseded_at=None)

    def of(self, cycle: MonitoringCycle) -> Self:
        return self.filter(cycle=cycle)

    def to(self, expert_map: ExpertMap) -> Self:
        return self.filter(expert_map=expert_map)


class Delivery(models.Model):
    """One edition before one school; a group's edition has as many as it has schools."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(MonitoringCycle, on_delete=models.CASCADE, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="deliveries")
    expert_map = models.ForeignKey(ExpertMap, on_delete=models.PROTECT, related_name="deliveries")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    confirmed_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "вручение рекомендации"
        verbose_name_plural = "вручения рекомендаций"
        ordering = ["expert_map", "pk"]
        indexes = [models.Index(fields=["cycle", "expert_map"], name="delivery_by_school")]
        constraints = [
            models.UniqueConstraint(fields=["edition", "expert_map"], name="delivery_once_a_school"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="delivery_confirmed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.expert_map_id}"
