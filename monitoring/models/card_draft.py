"""What was read from an uploaded card and waits for the person's «да»."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from monitoring.models.expert_map import ExpertMap
from schools.models import Municipality


class CardDraft(models.Model):
    """Answers of a checked workbook between the preview and the confirmation; applied at most once."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    expert_map = models.ForeignKey(ExpertMap, on_delete=models.CASCADE, related_name="card_drafts")
    file_name = models.CharField(max_length=255)
    rows = models.JSONField(
        help_text="Answers changed in the workbook: {code: {version: held when it was made, values: {field: value}}}"
    )
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    applied = models.JSONField(default=list, help_text="Codes of the answers that were changed by it")

    class Meta:
        verbose_name = "загруженная карта"
        verbose_name_plural = "загруженные карты"
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.file_name
