"""What is a school, or a group of schools, advised after a year?"""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from improvement.models.advice_rule import AdviceRule
from improvement.states import DECIDED, Addressee, AdviceState, Audience
from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.states import UNDER_REVISION
from schools.models import Municipality

REVISED_NOT = Q(expert_map=None) | ~Q(expert_map__state__in=UNDER_REVISION)
UNSENT = Q(sent_version=None) | Q(sent_version__lt=F("version"))


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def of(self, cycle: MonitoringCycle) -> Self:
        return self.filter(cycle=cycle)

    def waiting(self) -> Self:
        """Decided, and not yet with the school in these words."""
        return self.filter(UNSENT, state__in=DECIDED)

    def ready(self, today: date) -> Self:
        """Waiting, and nothing holds it: its grounds stand, its term lies ahead, its result is not being revised."""
        return self.waiting().filter(REVISED_NOT, is_outdated=False, due__gt=today)


class Recommendation(models.Model):
    """Addressee, observed fact with figures, what to do, by when, who helps, target value.

    `drawn` keeps the words of the bank, so that a change can be undone. `grounds` are the numbers of the fact:
    {numerator, denominator, threshold, missing} of a school, {missed, applicable, who} of a group. Without a rule it is
    the methodologist's own; without a code it is about the year's result as a whole.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(MonitoringCycle, on_delete=models.CASCADE, related_name="recommendations")
    addressee = models.CharField(max_length=10, choices=Addressee.choices, default=Addressee.SCHOOL)
    expert_map = models.ForeignKey(ExpertMap, on_delete=models.CASCADE, related_name="recommendations", null=True)
    group = models.ManyToManyField(ExpertMap, related_name="group_recommendations", blank=True)
    audience = models.CharField(max_length=20, choices=Audience.choices, default=Audience.HEADS)
    rule = models.ForeignKey(AdviceRule, on_delete=models.PROTECT, related_name="+", null=True)
    code = models.CharField(max_length=10, blank=True)
    position = models.PositiveSmallIntegerField(help_text="Of the indicator in the rubric: the order of reading")
    state = models.CharField("состояние", max_length=20, choices=AdviceState.choices, default=AdviceState.PROPOSED)
    observed = models.TextField("установлено")
    grounds = models.JSONField(default=dict)
    action = models.TextField("что сделать")
    helper = models.CharField("кто поможет", max_length=300, blank=True)
    target = models.CharField("целевое значение", max_length=300, blank=True)
    due = models.DateField("срок")
    drawn = models.JSONField(default=dict, help_text="Words of the bank when last drawn: observed, action, …, due")
    is_outdated = models.BooleanField(default=False, help_text="Decided, but its grounds are no longer so")
    reason = models.CharField("причина", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, help_text="Held by the form; a stale one is refused")
    sent_version = models.PositiveIntegerField(null=True, help_text="What the school holds; None: nothing yet")
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = "адресная рекомендация"
        verbose_name_plural = "адресные рекомендации"
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["cycle", "state", "position"], name="recommendation_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["expert_map", "code", "audience"],
                condition=Q(addressee=Addressee.SCHOOL, rule__isnull=False),
                name="recommendation_once_a_school",
            ),
            models.UniqueConstraint(
                fields=["cycle", "rule"], condition=Q(addressee=Addressee.GROUP), name="recommendation_once_a_group"
            ),
            models.CheckConstraint(
                condition=Q(addressee=Addressee.SCHOOL, expert_map__isnull=False)
                | Q(addressee=Addressee.GROUP, expert_map=None),
                name="recommendation_addressed",
            ),
            models.CheckConstraint(
                condition=Q(state=AdviceState.PROPOSED, decided_by=None, decided_at=None)
                | ~Q(state=AdviceState.PROPOSED) & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="recommendation_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=AdviceState.DROPPED) | ~Q(reason=""), name="recommendation_dropped_with_reason"
            ),
            models.CheckConstraint(condition=~Q(action=""), name="recommendation_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.action[:60]}"

    @property
    def is_own(self) -> bool:
        """Written by the methodologist without a rule of the bank."""
        return self.rule_id is None

    @property
    def is_of_centre(self) -> bool:
        """Concerns schools, but is for the methodical centre to do: no school is sent it."""
        return self.audience == Audience.CENTRE

    @property
    def is_group(self) -> bool:
        return self.addressee == Addressee.GROUP

    @property
    def is_sent(self) -> bool:
        """Whether some edition went out."""
        return self.sent_version is not None

    @property
    def is_waiting(self) -> bool:
        """Decided, and the school does not hold these words yet; see `waiting`."""
        return self.state in DECIDED and (self.sent_version is None or self.sent_version < self.version)
