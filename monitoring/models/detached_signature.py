"""What file of an electronic signature did the head attach to what was signed here?"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from monitoring.models.submission import Submission
from schools.models import Municipality


class DetachedSignature(models.Model):
    """A .sig or .p7s file beside a submission, kept as it came. The product does not verify it and says so.

    The bytes stand in the row: they are few, and leave and return with the database they belong to.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="signature")
    original_name = models.CharField(max_length=255)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    attached_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    attached_at = models.DateTimeField()

    class Meta:
        verbose_name = "файл подписи"
        verbose_name_plural = "файлы подписи"

    def __str__(self) -> str:
        return self.original_name
