"""What ОО-1 says of a school on a day: the figures claims are reconciled with."""

from __future__ import annotations

from django.db import models

from schools.models.municipality import Municipality
from schools.models.school import School

REFERENCE_FIELDS = {
    "pupils_1_4": "обучающиеся 1–4 классов",
    "pupils_8_9": "обучающиеся 8–9 классов",
    "pupils_10_11": "обучающиеся 10–11 (12) классов",
    "pupils_6_11": "обучающиеся 6–11 классов",
    "pupils_ovz": "обучающиеся с ОВЗ и инвалидностью",
    "staff": "педагогические и руководящие работники",
    "psychologists": "педагоги-психологи",
    "tutors": "тьюторы",
    "graduates_9": "выпускники 9-х классов",
    "graduates_11": "выпускники 11-х классов",
}


def figure(field: str) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(REFERENCE_FIELDS[field], null=True, blank=True)


class ReferenceFigures(models.Model):
    """ОО-1 of one school as of one day (20 September). People, not class sets; an empty figure is unknown, not zero."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="reference_figures")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="reference_figures")
    as_of = models.DateField("по состоянию на")
    pupils_1_4 = figure("pupils_1_4")
    pupils_8_9 = figure("pupils_8_9")
    pupils_10_11 = figure("pupils_10_11")
    pupils_6_11 = figure("pupils_6_11")
    pupils_ovz = figure("pupils_ovz")
    staff = figure("staff")
    psychologists = figure("psychologists")
    tutors = figure("tutors")
    graduates_9 = figure("graduates_9")
    graduates_11 = figure("graduates_11")

    class Meta:
        verbose_name = "сведения ОО-1"
        verbose_name_plural = "сведения ОО-1"
        ordering = ["school__sort_key", "-as_of"]
        constraints = [
            models.UniqueConstraint(fields=["school", "as_of"], name="figures_once_a_school_and_day"),
        ]

    def __str__(self) -> str:
        return f"{self.school}, {self.as_of:%d.%m.%Y}"

    @property
    def values(self) -> dict[str, int | None]:
        return {field: getattr(self, field) for field in REFERENCE_FIELDS}
