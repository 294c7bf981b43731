"""What states has a document that was asked for?"""

from __future__ import annotations

from django.db.models import TextChoices


class DocumentState(TextChoices):
    WAITING = "waiting", "составляется"
    READY = "ready", "готов"
    FAILED = "failed", "не составлен"
    CANCELLED = "cancelled", "отменён"


class FileFormat(TextChoices):
    """What a document can be kept as; the value is the extension of its file."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "DOCX"
    XLSX = "xlsx", "XLSX"
