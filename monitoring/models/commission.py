"""Who sat on the commission of a year, and what stands on its protocol before the results are approved?"""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from monitoring.models.cycle import MonitoringCycle
from monitoring.states import CommissionRole
from schools.models import Municipality


class CommissionMemberQuerySet(models.QuerySet["CommissionMember"]):
    def of_year_before(self, cycle: MonitoringCycle) -> Self:
        """The commission of the latest earlier year that has one; nobody where none has."""
        earlier = self.filter(
            cycle__municipality=cycle.municipality_id, cycle__school_year__lt=cycle.school_year
        ).order_by("-cycle__school_year")
        latest = earlier.values("cycle")[:1]
        return self.filter(cycle__in=latest).select_related("cycle").order_by("pk")


class CommissionMember(models.Model):
    """A person present: by name and position, an account is not needed."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(MonitoringCycle, on_delete=models.CASCADE, related_name="commission")
    full_name = models.CharField("фамилия, имя, отчество", max_length=150)
    position = models.CharField("должность", max_length=200)
    role = models.CharField("роль", max_length=20, choices=CommissionRole.choices)

    objects = CommissionMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "член комиссии"
        verbose_name_plural = "члены комиссии"
        ordering = ["cycle", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "full_name"], name="commission_person_once"),
            models.UniqueConstraint(fields=["cycle"], condition=Q(role="chair"), name="commission_one_chair"),
            models.UniqueConstraint(fields=["cycle"], condition=Q(role="secretary"), name="commission_one_secretary"),
            models.CheckConstraint(condition=~Q(full_name="") & ~Q(position=""), name="commission_person_named"),
        ]

    def __str__(self) -> str:
        return f"{self.full_name}, {self.position}"


class CommissionProtocol(models.Model):
    """Number, date, place and agenda of the sitting. Once the year is approved, number and date are the cycle's own."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    cycle = models.OneToOneField(MonitoringCycle, on_delete=models.CASCADE, related_name="protocol")
    number = models.CharField("номер", max_length=40, blank=True)
    held_on = models.DateField("дата заседания", null=True, blank=True)
    place = models.CharField("место заседания", max_length=200, blank=True)
    agenda = models.TextField("повестка дня", blank=True, help_text="A question a line; empty: the usual ones")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = "протокол комиссии"
        verbose_name_plural = "протоколы комиссии"
        ordering = ["cycle"]

    def __str__(self) -> str:
        return f"Протокол № {self.number}, {self.cycle}"
