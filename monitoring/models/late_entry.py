"""What a school typed after its term: kept, shown to it, not counted."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from monitoring.models.expert_map import ExpertMap
from schools.models import Municipality


class LateEntry(models.Model):
    """The latest text a person sent for one indicator once it was closed; on-time answers stay untouched.

    `typed` holds the inputs as they were typed, `words` the same as people read it, `reason` why it does not count.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    expert_map = models.ForeignKey(ExpertMap, on_delete=models.CASCADE, related_name="late_entries")
    code = models.CharField(max_length=10)
    typed = models.JSONField()
    words = models.TextField()
    reason = models.TextField()
    after_term = models.BooleanField(help_text="Whether the school's term was over, or the map closed otherwise")
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()

    class Meta:
        verbose_name = "введённое после срока"
        verbose_name_plural = "введённое после срока"
        ordering = ["received_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["expert_map", "code", "typed_by"], name="late_entry_once_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.typed_by}"
