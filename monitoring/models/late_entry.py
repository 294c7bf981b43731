"""What a school typed after its term: kept, shown to it, not counted."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from monitoring.models.expert_map import ExpertMap
from schools.models import Municipality


class LateEntry(models.Model):
    """The latest text a person sent for one indicator once it was closed, or one link, or one file; what was given
    in time stays untouched.

    `typed` holds the inputs as they were typed, `words` the same as people read it, `reason` why it does not count.
    `mark` tells links and files of one person apart; a text has none, the latest takes the place of the one before.
    """

    class Kind(models.TextChoices):
        TEXT = "text", "ответ"
        LINK = "link", "ссылка"
        FILE = "file", "файл"

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    expert_map = models.ForeignKey(ExpertMap, on_delete=models.CASCADE, related_name="late_entries")
    code = models.CharField(max_length=10)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.TEXT)
    mark = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the file, or of the address of a link")
    stored_name = models.CharField(max_length=120, blank=True, help_text="Made by the server; under MEDIA_ROOT")
    original_name = models.CharField(max_length=255, blank=True)
    size = models.PositiveIntegerField(default=0, help_text="Bytes as stored")
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
            models.UniqueConstraint(fields=["expert_map", "code", "typed_by", "mark"], name="late_entry_once_a_person"),
            models.CheckConstraint(
                condition=models.Q(kind="text", mark="", stored_name="")
                | (models.Q(kind="link", stored_name="") & ~models.Q(mark=""))
                | (models.Q(kind="file") & ~models.Q(mark="") & ~models.Q(stored_name="")),
                name="late_entry_is_what_it_says",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.typed_by}"

    @property
    def is_file(self) -> bool:
        return self.kind == self.Kind.FILE
