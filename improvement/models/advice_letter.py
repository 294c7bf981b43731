"""Who was written to that recommendations lie before the school, and whether the letter left?"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from improvement.states import LetterState
from monitoring.models import ExpertMap, MonitoringCycle
from schools.models import Municipality


class AdviceLetter(models.Model):
    """One letter a person, school and day, kept before it is sent: what a mail server loses is not lost here."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(MonitoringCycle, on_delete=models.CASCADE, related_name="+")
    expert_map = models.ForeignKey(ExpertMap, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField()
    day = models.DateField(help_text="The municipality's day of sending")
    subject = models.CharField("тема", max_length=300)
    text = models.TextField("письмо")
    state = models.CharField(max_length=20, choices=LetterState.choices, default=LetterState.SENDING)
    failure = models.CharField("почему не отправлено", max_length=300, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        verbose_name = "письмо о рекомендациях"
        verbose_name_plural = "письма о рекомендациях"
        ordering = ["-asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["expert_map", "person", "day"], name="advice_letter_once_a_day"),
            models.CheckConstraint(
                condition=Q(state="failed") & ~Q(failure="") | ~Q(state="failed") & Q(failure=""),
                name="advice_letter_failure_told",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.get_state_display()}"
