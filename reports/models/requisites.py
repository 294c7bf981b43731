"""Which number, day and signature does a year's document bear, and which terms does it set?"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from monitoring.models import MonitoringCycle
from schools.models import Municipality


class Requisites(models.Model):
    """One row a document of a year. Empty fields leave room for a pen, or take what the municipality's settings say."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(MonitoringCycle, on_delete=models.CASCADE, related_name="+")
    document = models.CharField("документ", max_length=20)
    number = models.CharField("номер", max_length=40, blank=True)
    day = models.DateField("дата", null=True, blank=True)
    signer_position = models.CharField("должность подписывающего", max_length=200, blank=True)
    signer_name = models.CharField("И. О. Фамилия подписывающего", max_length=120, blank=True)
    responsible = models.CharField("ответственный за рекомендации", max_length=250, blank=True)
    recommendations_until = models.DateField("срок направления рекомендаций", null=True, blank=True)
    plans_until = models.DateField("срок представления планов", null=True, blank=True)
    version = models.PositiveIntegerField("редакция", default=0)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = "реквизиты документа"
        verbose_name_plural = "реквизиты документов"
        constraints = [
            models.UniqueConstraint(fields=["cycle", "document"], name="requisites_once_a_document"),
        ]

    def __str__(self) -> str:
        return f"{self.document} № {self.number}"
