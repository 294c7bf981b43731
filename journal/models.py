"""What happened: who did what, when, the old and the new value, and why?"""

from django.conf import settings
from django.db import models


class JournalEntry(models.Model):
    """One event about one subject. Written only by `journal.domain.record`; the database refuses change and removal."""

    municipality = models.ForeignKey(
        "schools.Municipality", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="муниципалитет"
    )
    subject = models.CharField("предмет", max_length=80, help_text="вид и номер: map:17")
    seq = models.PositiveIntegerField("номер записи о предмете")
    at = models.DateTimeField("когда")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто"
    )
    by_name = models.CharField("имя на тот момент", max_length=255, blank=True)
    action = models.CharField("действие", max_length=80)
    target = models.CharField("к чему относится", max_length=80, blank=True, help_text="например, код показателя")
    old = models.JSONField("прежнее значение", null=True, blank=True)
    new = models.JSONField("новое значение", null=True, blank=True)
    reason = models.TextField("причина", blank=True)
    previous_hash = models.CharField("отпечаток предыдущей записи", max_length=64, blank=True)
    hash = models.CharField("отпечаток", max_length=64)

    class Meta:
        verbose_name = "запись журнала"
        verbose_name_plural = "записи журнала"
        constraints = [models.UniqueConstraint(fields=["subject", "seq"], name="journal_entry_once")]
        indexes = [
            models.Index(fields=["municipality", "-at"], name="journal_entry_recent"),
            models.Index(fields=["municipality", "action", "-at"], name="journal_entry_action"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} № {self.seq}: {self.action}"


class JournalSeal(models.Model):
    """The heads of all subjects on one day, chained day by day: makes a cut-off tail visible."""

    day = models.DateField("день", unique=True)
    last_entry_id = models.BigIntegerField("последняя запечатанная запись")
    entry_count = models.BigIntegerField("записей")
    heads_digest = models.CharField("отпечаток концов цепочек", max_length=64)
    previous_hash = models.CharField("отпечаток предыдущей печати", max_length=64, blank=True)
    hash = models.CharField("отпечаток", max_length=64)

    class Meta:
        verbose_name = "печать журнала"
        verbose_name_plural = "печати журнала"
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}: {self.hash[:12]}"
