"""What deserves a second look in a signed map, as counted last."""

from __future__ import annotations

from django.db import models

from monitoring.models.expert_map import ExpertMap
from schools.models import Municipality


class MapRisk(models.Model):
    """One a signed map. A row of its own: a neighbour's evidence moves it, and must not wait for the map's writers."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    expert_map = models.OneToOneField(ExpertMap, on_delete=models.CASCADE, related_name="risk")
    warnings = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="Of all claims. Written only by monitoring.domain.risk.refresh"
    )
    weight = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="Of the warnings at claims without a verdict: what the queue is sorted by"
    )
    by_code = models.JSONField(
        default=dict, help_text="{indicator code: [warnings, their weight]}, where there are any"
    )
    counted = models.BooleanField(default=False, help_text="False until it is counted for the first time")

    class Meta:
        verbose_name = "предупреждения карты"
        verbose_name_plural = "предупреждения карт"

    def __str__(self) -> str:
        return f"{self.expert_map_id}: {self.warnings}"
