"""What exactly is asked of a school, and when does it earn its point?"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from scoring.engine.types import Kind
from scoring.models.criterion import Criterion
from scoring.models.methodology import Methodology
from scoring.models.quantity import Quantity

# A comparison with NULL is neither true nor false, and a check constraint lets that pass: hence the isnull.
SHARE_IS_WHOLE = Q(
    kind=Kind.SHARE.value, threshold__isnull=False, threshold__gte=1, threshold__lte=100, denominator__isnull=False
) & ~Q(unit_many="")
FACT_IS_PLAIN = Q(
    kind=Kind.FACT.value, threshold__isnull=True, denominator__isnull=True, owns_denominator=False, unit_many=""
)


class Indicator(models.Model):
    """One indicator, one point. wording, method, periodicity and sources are the act's, word for word;
    short_title, clarification and recommendation are ours."""

    class KindChoice(models.TextChoices):
        SHARE = Kind.SHARE.value, "доля"
        FACT = Kind.FACT.value, "факт"

    methodology = models.ForeignKey(Methodology, on_delete=models.CASCADE, related_name="indicators")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField("место в карте")
    code = models.CharField("код", max_length=16)
    short_title = models.CharField("краткое название", max_length=120)
    wording = models.TextField("показатель")
    method = models.TextField("методика оценки")
    periodicity = models.CharField("периодичность", max_length=200)
    sources = models.TextField("источники информации")
    clarification = models.TextField("разъяснение", blank=True)
    recommendation = models.TextField("рекомендация", blank=True)
    kind = models.CharField("вид", max_length=5, choices=KindChoice.choices)
    threshold = models.PositiveSmallIntegerField("порог, %", null=True, blank=True)
    unit_one = models.CharField("кого не хватает: 1", max_length=120, blank=True)
    unit_few = models.CharField("кого не хватает: 2–4", max_length=120, blank=True)
    unit_many = models.CharField("кого не хватает: 5", max_length=120, blank=True)
    numerator_label = models.CharField("подпись числителя", max_length=120, blank=True)
    denominator = models.ForeignKey(
        Quantity, on_delete=models.PROTECT, related_name="indicators", null=True, blank=True
    )
    owns_denominator = models.BooleanField("знаменатель вводится здесь", default=False)
    levels = models.JSONField("уровни", default=list, help_text="The school must have at least one of these")
    parts = models.JSONField("составные части", default=list, blank=True, help_text="List of {key, label, level}")
    zero_unless = models.CharField("0 баллов, если «нет» по показателю", max_length=16, blank=True)

    class Meta:
        verbose_name = "показатель"
        verbose_name_plural = "показатели"
        ordering = ["methodology", "position"]
        constraints = [
            models.UniqueConstraint(fields=["methodology", "code"], name="indicator_unique_code"),
            models.UniqueConstraint(fields=["methodology", "position"], name="indicator_unique_position"),
            models.UniqueConstraint(
                fields=["denominator"], condition=Q(owns_denominator=True), name="indicator_denominator_owned_once"
            ),
            models.CheckConstraint(condition=SHARE_IS_WHOLE | FACT_IS_PLAIN, name="indicator_kind_fits_threshold"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.short_title}"
