"""By which rules are recommendations drawn? The bank the methodologist keeps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

from improvement.states import Addressee, Audience, Gap
from schools.models import Municipality, SchoolKind

LEVELS = {"noo": "НОО", "ooo": "ООО", "soo": "СОО"}
BANDS = {"high": "высокая степень", "medium": "средняя степень", "low": "низкая степень"}
NUMBER_OF_PEOPLE = Q(gap__in=[Gap.NEAR, Gap.FAR])


class AdviceRuleQuerySet(models.QuerySet["AdviceRule"]):
    def of(self, municipality_id: int, methodology_code: str) -> Self:
        return self.filter(municipality_id=municipality_id, methodology_code=methodology_code)

    def active(self) -> Self:
        return self.filter(retired_at=None)


class AdviceRule(models.Model):
    """When a school (or enough schools) missed an indicator so far, this is what is advised.

    The term is a number of days from the drawing, or the next such day of the year. An empty target is drawn from
    the threshold of the indicator. An empty code asks about the school's result as a whole.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="advice_rules")
    methodology_code = models.CharField("методика", max_length=60)
    code = models.CharField("показатель", max_length=10, blank=True)
    addressee = models.CharField("каким школам", max_length=10, choices=Addressee.choices, default=Addressee.SCHOOL)
    audience = models.CharField("кому", max_length=20, choices=Audience.choices, default=Audience.HEADS)
    schools_from = models.PositiveSmallIntegerField("если таких школ не меньше", null=True, blank=True)
    gap = models.CharField("когда", max_length=10, choices=Gap.choices, default=Gap.ANY)
    people = models.PositiveSmallIntegerField("сколько людей — немногие", null=True, blank=True)
    kinds = models.JSONField("виды школ", default=list, blank=True, help_text="Empty: any kind")
    levels = models.JSONField("уровни", default=list, blank=True, help_text="Empty: any; else one of them is enough")
    bands = models.JSONField("степени", default=list, blank=True, help_text="Empty: any; else one of them")
    action = models.TextField("что сделать")
    helper = models.CharField("кто поможет", max_length=300, blank=True)
    target = models.CharField("целевое значение", max_length=300, blank=True)
    term_days = models.PositiveSmallIntegerField("дней на выполнение", null=True, blank=True)
    term_month = models.PositiveSmallIntegerField(null=True, blank=True)
    term_day = models.PositiveSmallIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, help_text="Held by the form; a stale one is refused")
    is_shipped = models.BooleanField(default=False, help_text="Came with the methodology and was not changed since")
    sample = models.CharField(max_length=60, blank=True, help_text="Its name in the sample set it was taken from")
    retired_at = models.DateTimeField(null=True)

    objects = AdviceRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "правило банка рекомендаций"
        verbose_name_plural = "банк рекомендаций"
        ordering = ["municipality", "methodology_code", "code", "pk"]
        indexes = [models.Index(fields=["municipality", "methodology_code", "code"], name="advice_rule_by_indicator")]
        constraints = [
            models.CheckConstraint(condition=~Q(action=""), name="advice_rule_has_words"),
            models.CheckConstraint(
                condition=NUMBER_OF_PEOPLE & Q(people__gte=1) | ~NUMBER_OF_PEOPLE & Q(people=None),
                name="advice_rule_people_of_a_gap",
            ),
            models.CheckConstraint(
                condition=Q(addressee=Addressee.GROUP, schools_from__gte=2)
                | Q(addressee=Addressee.SCHOOL, schools_from=None),
                name="advice_rule_schools_of_a_group",
            ),
            models.CheckConstraint(
                condition=~Q(audience=Audience.CENTRE) | Q(addressee=Addressee.GROUP),
                name="advice_rule_centre_of_a_group",
            ),
            models.CheckConstraint(condition=~Q(code="") | Q(gap=Gap.ANY), name="advice_rule_whole_has_no_gap"),
            models.UniqueConstraint(
                fields=["municipality", "methodology_code", "sample"],
                condition=~Q(sample=""),
                name="advice_rule_sample_once",
            ),
            models.CheckConstraint(
                condition=Q(term_days__gte=1, term_month=None, term_day=None)
                | Q(term_days=None, term_month__range=(1, 12), term_day__range=(1, 31)),
                name="advice_rule_one_term",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.action[:60]}"

    @property
    def is_active(self) -> bool:
        return self.retired_at is None

    @property
    def condition_words(self) -> str:
        """«Не хватает 10 человек и меньше; СОШ, гимназия; ООО»."""
        if not self.code:
            return self.narrowing_words or "Любой итог"
        said = {Gap.NEAR: f"Не хватает {self.people} и меньше", Gap.FAR: f"Не хватает больше {self.people}"}
        return "; ".join(filter(None, [said.get(Gap(self.gap), Gap(self.gap).label), self.narrowing_words]))

    @property
    def narrowing_words(self) -> str:
        """Which schools the rule looks at: «низкая степень; СОШ, гимназия; ООО»; empty for all."""
        kinds = ", ".join(SchoolKind(kind).label for kind in self.kinds)
        levels = ", ".join(LEVELS[level] for level in self.levels)
        bands = ", ".join(BANDS[band] for band in self.bands)
        return "; ".join(filter(None, [bands, kinds, levels]))

    def due(self, today: date) -> date:
        """The last day of a recommendation drawn today; 29 February is the 28th of a common year."""
        if self.term_days is not None:
            return today + timedelta(days=self.term_days)
        day = _day_of(today.year, self.term_month or 1, self.term_day or 1)
        return day if day > today else _day_of(today.year + 1, self.term_month or 1, self.term_day or 1)


def _day_of(year: int, month: int, day: int) -> date:
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1
