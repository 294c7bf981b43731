"""One school's expert map in one cycle: whose move it is, and the stored totals."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from monitoring.models.cycle import MonitoringCycle
from monitoring.states import CLAIM_VISIBLE, MapState, state_in_words
from schools.models import Municipality, School

TOTAL = "Written only by monitoring.domain.scorecard.refresh"


class ExpertMapQuerySet(models.QuerySet["ExpertMap"]):
    def visible_to(self, user) -> Self:
        """Maps of the person's own schools, and of the municipalities the person works for."""
        return self.filter(
            models.Q(school_id__in=user.school_ids) | models.Q(municipality_id__in=user.municipality_ids)
        )

    def of(self, cycle: MonitoringCycle) -> Self:
        return self.filter(cycle=cycle)

    def with_context(self) -> Self:
        """With what every screen of a map names: school, cycle, municipality."""
        return self.select_related("school", "cycle", "municipality")

    def in_natural_order(self) -> Self:
        return self.order_by("school__sort_key", "pk")

    def represented(self) -> Self:
        """Maps the school has signed at least once."""
        return self.filter(state__in=CLAIM_VISIBLE)


class ExpertMap(models.Model):
    """Answers of one school to all indicators of the cycle's methodology."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="expert_maps")
    cycle = models.ForeignKey(MonitoringCycle, on_delete=models.PROTECT, related_name="expert_maps")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="expert_maps")
    state = models.CharField("состояние", max_length=20, choices=MapState.choices, default=MapState.FILLING)
    levels = models.JSONField(help_text="Levels of the school when the cycle opened: they decide applicability")
    fill_last_day = models.DateField("заполнить до", help_text="Stage 1 of this school, extensions included")
    fill_ends_at = models.DateTimeField()
    return_last_day = models.DateField("исправить до", null=True)
    return_ends_at = models.DateTimeField(null=True)
    first_submitted_at = models.DateTimeField(null=True)
    check_begun_at = models.DateTimeField(null=True, help_text="Since when the map lies open on a reviewer's desk")
    check_begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    last_saved_at = models.DateTimeField(null=True)
    filled = models.PositiveSmallIntegerField(default=0, editable=False)
    judged = models.PositiveSmallIntegerField(default=0, editable=False)
    maximum = models.PositiveSmallIntegerField(default=0, editable=False)
    claimed_points = models.PositiveSmallIntegerField(null=True, editable=False, help_text=TOTAL)
    verified_points = models.PositiveSmallIntegerField(null=True, editable=False, help_text=TOTAL)
    final_points = models.PositiveSmallIntegerField(null=True, editable=False, help_text=TOTAL)

    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        help_text="In whose hands the check is, None while anybody's; written only by monitoring.domain.division",
    )

    objects = ExpertMapQuerySet.as_manager()

    class Meta:
        verbose_name = "экспертная карта"
        verbose_name_plural = "экспертные карты"
        ordering = ["school__sort_key", "pk"]
        indexes = [models.Index(fields=["municipality", "cycle", "state"], name="map_by_tenant")]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "school"], name="map_once_a_cycle"),
            models.CheckConstraint(
                condition=models.Q(return_ends_at=None, return_last_day=None)
                | models.Q(return_ends_at__isnull=False, return_last_day__isnull=False),
                name="map_return_term_paired",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["filling", "not_submitted"]) | models.Q(first_submitted_at__isnull=False),
                name="map_signed_before_checked",
            ),
            models.CheckConstraint(
                condition=models.Q(check_begun_at=None, check_begun_by=None)
                | models.Q(check_begun_at__isnull=False, check_begun_by__isnull=False),
                name="map_check_begun_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school}, {self.cycle}"

    @property
    def state_words(self) -> str:
        return state_in_words(self.state, is_begun=self.check_begun_at is not None)

    @property
    def subject(self) -> str:
        """The journal's chain this map's history is kept in."""
        return f"map:{self.pk}"

    def is_visible_to(self, user) -> bool:
        """As `visible_to` has it, of a map at hand."""
        return self.school_id in user.school_ids or self.municipality_id in user.municipality_ids

    @property
    def was_submitted(self) -> bool:
        return self.state in CLAIM_VISIBLE
