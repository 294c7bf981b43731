"""By which rubric, fixed by which act, is a year counted?"""

from __future__ import annotations

from django.db import models

from schools.models import Municipality


class Methodology(models.Model):
    """One version of a rubric. Without a municipality it is a preset shared by all.

    Once `frozen_at` is set (the first cycle uses it), database triggers refuse every change of it and its rows.
    """

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="methodologies", null=True, blank=True
    )
    code = models.SlugField("код", max_length=64)
    version = models.CharField("версия", max_length=32)
    title = models.CharField("название", max_length=300)
    act_kind = models.CharField("вид акта", max_length=100, blank=True)
    act_title = models.CharField("название акта", max_length=500, blank=True)
    act_number = models.CharField("номер акта", max_length=64, blank=True)
    act_date = models.DateField("дата акта", null=True, blank=True)
    act_note = models.TextField("примечание к акту", blank=True, help_text="Наше пояснение об источнике")
    applies_scale_note = models.TextField("о применении шкалы", blank=True)
    source_digest = models.CharField(max_length=64, help_text="SHA-256 of the loaded content, canonical JSON")
    created_at = models.DateTimeField("загружена")
    frozen_at = models.DateTimeField("используется с", null=True, blank=True)

    class Meta:
        verbose_name = "методика"
        verbose_name_plural = "методики"
        ordering = ["code", "version"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "code", "version"], name="methodology_unique_version"),
            # NULLs differ in a unique constraint, so presets need their own.
            models.UniqueConstraint(
                fields=["code", "version"],
                condition=models.Q(municipality__isnull=True),
                name="methodology_unique_preset_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, версия {self.version}"

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None
