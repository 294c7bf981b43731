"""Which year is monitored, by which methodology, in which terms."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models

from monitoring.states import CycleState, StageKind
from russian.dates import school_year, school_year_days
from schools.models import Municipality
from scoring.engine.types import Policy
from scoring.models import Methodology

POLICY_TITLES = {
    Policy.STRICT: "строго по приложению 1",
    Policy.APPLICABLE: "с учётом применимости",
}


class CycleQuerySet(models.QuerySet["MonitoringCycle"]):
    def visible_to(self, user) -> Self:
        """Cycles of the municipalities the person works for or whose schools the person fills for."""
        ids = {membership.municipality_id for membership in user.active_memberships}
        return self.filter(municipality_id__in=ids)

    def with_terms(self) -> Self:
        return self.select_related("municipality", "methodology").prefetch_related("stages")


class MonitoringCycle(models.Model):
    """One municipality, one school year, one methodology version."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="cycles")
    school_year = models.PositiveSmallIntegerField(
        "учебный год", help_text="The calendar year the school year starts in: 2025 is 2025/2026"
    )
    methodology = models.ForeignKey(Methodology, on_delete=models.PROTECT, related_name="cycles")
    policy = models.CharField(
        "учёт применимости", max_length=20, choices=[(p.value, t) for p, t in POLICY_TITLES.items()]
    )
    state = models.CharField(max_length=20, choices=CycleState.choices, default=CycleState.RUNNING)
    protocol_number = models.CharField("номер протокола", max_length=40, blank=True)
    protocol_date = models.DateField("дата протокола", null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    approved_at = models.DateTimeField(null=True)

    objects = CycleQuerySet.as_manager()

    class Meta:
        verbose_name = "цикл мониторинга"
        verbose_name_plural = "циклы мониторинга"
        ordering = ["-school_year"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "school_year"], name="cycle_once_a_year"),
            models.CheckConstraint(
                condition=models.Q(approved_at=None, approved_by=None, state="running")
                | models.Q(approved_at__isnull=False, approved_by__isnull=False, state="approved"),
                name="cycle_approval_paired",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year_title} учебный год"

    def is_visible_to(self, user) -> bool:
        """As `visible_to` has it, of a cycle at hand."""
        return any(membership.municipality_id == self.municipality_id for membership in user.active_memberships)

    @property
    def year_title(self) -> str:
        """«2025/2026»."""
        return school_year(self.school_year)

    @property
    def past_year_title(self) -> str:
        """The year before this one, «2024/2025»."""
        return school_year(self.school_year - 1)

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day of the school year."""
        return school_year_days(self.school_year)

    @property
    def is_approved(self) -> bool:
        return self.state == CycleState.APPROVED

    @property
    def past_reference_day(self) -> date:
        """The day of the ОО-1 form the year's pupils are counted by: it exists when stage 1 begins."""
        return date(self.school_year, 9, 20)

    @property
    def new_reference_day(self) -> date:
        """The day of the next form, which holds the year's graduates."""
        return date(self.school_year + 1, 9, 20)

    def stage(self, kind: StageKind) -> Stage:
        """The stage from the prefetched three."""
        return next(stage for stage in self.stages.all() if stage.kind == kind)


class Stage(models.Model):
    """A stage's term: the inclusive day people read, and the exclusive instant the server decides by."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(MonitoringCycle, on_delete=models.CASCADE, related_name="stages")
    kind = models.CharField(max_length=20, choices=StageKind.choices)
    position = models.PositiveSmallIntegerField()
    last_day = models.DateField("последний день")
    ends_at = models.DateTimeField("срок истекает")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["cycle", "kind"], name="stage_once_a_cycle")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} до {self.last_day:%d.%m.%Y}"


class StageExtension(models.Model):
    """A longer term of stage 1 for one school or for all, with who allowed it and why (п. 3.3)."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(MonitoringCycle, on_delete=models.CASCADE, related_name="extensions")
    expert_map = models.ForeignKey("ExpertMap", on_delete=models.CASCADE, related_name="extensions", null=True)
    last_day = models.DateField()
    reason = models.TextField()
    allowed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    allowed_at = models.DateTimeField()

    class Meta:
        ordering = ["-allowed_at"]

    def __str__(self) -> str:
        return f"до {self.last_day:%d.%m.%Y}"
