"""What was read from an uploaded sheet and waits for the person's «да»."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from schools.models.municipality import Municipality


class ImportDraft(models.Model):
    """Rows of a checked sheet between the preview and the confirmation; applied at most once."""

    class Subject(models.TextChoices):
        SCHOOLS = "schools", "Реестр школ"
        FIGURES = "figures", "Сведения ОО-1"

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="import_drafts")
    subject = models.CharField(max_length=20, choices=Subject.choices)
    file_name = models.CharField(max_length=255)
    headers = models.JSONField()
    rows = models.JSONField(help_text="List of rows, each a list of texts in the order of headers")
    workings = models.JSONField(default=list, help_text="How each figure was summed up, where a form was uploaded")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return f"{self.get_subject_display()}: {self.file_name}"
