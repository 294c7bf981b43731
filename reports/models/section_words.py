"""Which words did a person put in place of the drawn ones, when, and in place of which?"""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from monitoring.models import MonitoringCycle
from schools.models import Municipality

LONGEST = 20_000


class SectionWordsQuerySet(models.QuerySet["SectionWords"]):
    def of(self, cycle: MonitoringCycle, document: str) -> Self:
        return self.filter(cycle=cycle, document=document)

    def current(self) -> Self:
        """The last version of every section."""
        newer = SectionWords.objects.filter(
            cycle=OuterRef("cycle"), document=OuterRef("document"), section=OuterRef("section"),
            version__gt=OuterRef("version"),
        )  # fmt: skip
        return self.exclude(Exists(newer))


class SectionWords(models.Model):
    """One version of one section of a year's document. Versions are only added: undoing adds one more.

    An empty `text` gives the section back to the drawn words. `drawn` is what the data said at that moment: when they
    say otherwise now, the screen shows both.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(MonitoringCycle, on_delete=models.CASCADE, related_name="+")
    document = models.CharField("документ", max_length=20)
    section = models.CharField("раздел", max_length=40)
    version = models.PositiveIntegerField("редакция")
    text = models.TextField("текст", blank=True, max_length=LONGEST)
    drawn = models.TextField("текст по данным на тот момент")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = SectionWordsQuerySet.as_manager()

    class Meta:
        verbose_name = "текст раздела"
        verbose_name_plural = "тексты разделов"
        ordering = ["document", "section", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "document", "section", "version"], name="section_words_version_once"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="section_words_versions_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.document}, {self.section}: редакция {self.version}"
