"""Who was reminded of an unsubmitted map, when, with which words, and whether the letter left?"""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from monitoring.models.cycle import MonitoringCycle
from monitoring.models.expert_map import ExpertMap
from schools.models import Municipality


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def of(self, cycle: MonitoringCycle) -> Self:
        return self.filter(cycle=cycle)

    def counted(self) -> Self:
        """Letters that left or are leaving: a school with one today gets no other; a failed one may be tried again."""
        return self.exclude(state=Reminder.State.FAILED)


class Reminder(models.Model):
    """One letter to one person about one map, kept before it is sent: what a mail server loses is not lost here."""

    class State(models.TextChoices):
        SENDING = "sending", "отправляется"
        SENT = "sent", "отправлено"
        FAILED = "failed", "не отправлено"

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(MonitoringCycle, on_delete=models.CASCADE, related_name="+")
    expert_map = models.ForeignKey(ExpertMap, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField()
    day = models.DateField(help_text="The municipality's day of asking: one letter a person and day")
    subject = models.CharField("тема", max_length=300)
    text = models.TextField("письмо")
    state = models.CharField(max_length=20, choices=State.choices, default=State.SENDING)
    failure = models.CharField("почему не отправлено", max_length=300, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "напоминание"
        verbose_name_plural = "напоминания"
        ordering = ["-asked_at", "pk"]
        indexes = [models.Index(fields=["cycle", "-asked_at"], name="reminder_recent")]
        constraints = [
            models.UniqueConstraint(fields=["expert_map", "person", "day"], name="reminder_once_a_day"),
            models.CheckConstraint(
                condition=Q(state="failed") & ~Q(failure="") | ~Q(state="failed") & Q(failure=""),
                name="reminder_failure_told",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.get_state_display()}"
