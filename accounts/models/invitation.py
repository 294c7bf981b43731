"""How a person comes in without a mail server: a link that works once and for 72 hours."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from schools.models import Municipality


class Invitation(models.Model):
    """Only the SHA-256 of the link's secret is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.user}, до {self.expires_at:%d.%m.%Y}"
