"""Which claims are judged a second time, by whom, with what result, and how were differences settled?"""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from monitoring.models.cycle import MonitoringCycle
from monitoring.models.expert_map import ExpertMap
from monitoring.models.indicator_answer import IndicatorAnswer
from monitoring.models.verdict import Verdict
from monitoring.states import CycleState, VerdictKind
from schools.models import Municipality

LEAST_SHARE, LARGEST_SHARE = 5, 30


class ReadingSample(models.Model):
    """A draw: from what, how much, by which seed, so that anybody can repeat it and get the same claims."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(MonitoringCycle, on_delete=models.CASCADE, related_name="reading_samples")
    share = models.PositiveSmallIntegerField("доля, %")
    seed = models.PositiveBigIntegerField("число жребия")
    frame = models.JSONField(help_text="Claims the sample was drawn from: {code: [answer id, …]}")
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "выборка второго чтения"
        verbose_name_plural = "выборки второго чтения"
        ordering = ["-drawn_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["cycle"], condition=Q(closed_at=None), name="reading_one_open_sample"),
            models.CheckConstraint(
                condition=Q(share__gte=LEAST_SHARE, share__lte=LARGEST_SHARE), name="reading_share_in_range"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="reading_sample_end_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.share} % от {self.drawn_at:%d.%m.%Y}"


class SecondReadingQuerySet(models.QuerySet["SecondReading"]):
    def alive(self) -> Self:
        """Still about the claim and the verdict they were drawn for, and nobody else's business by now.

        A reading lapses with its sample, with the first verdict (replaced, or set aside when the school changed the
        claim), with the year, and when its reader comes to hold the map.
        """
        return self.filter(
            sample__closed_at=None, first__superseded_at=None, sample__cycle__state=CycleState.RUNNING
        ).exclude(expert_map__reviewer=F("reader"))

    def waiting(self) -> Self:
        """To be read yet: as long as a reader has one, the first verdicts of its map are hidden from that reader."""
        return self.alive().filter(read_at=None)

    def done(self) -> Self:
        return self.exclude(read_at=None)


class SecondReading(models.Model):
    """One claim before another pair of eyes. `first` is the verdict of the moment of the draw; it is never changed.

    The second verdict has no consequences of its own: a difference is settled, and only the settlement may change
    the points, by the verb of verification (`anew`).
    """

    class Outcome(models.TextChoices):
        STANDS = "stands", "остаётся первое заключение"
        ANEW = "anew", "заключение дано заново"

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    sample = models.ForeignKey(ReadingSample, on_delete=models.CASCADE, related_name="readings")
    expert_map = models.ForeignKey(ExpertMap, on_delete=models.CASCADE, related_name="+")
    answer = models.ForeignKey(IndicatorAnswer, on_delete=models.CASCADE, related_name="+")
    first = models.ForeignKey(Verdict, on_delete=models.CASCADE, related_name="+")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=VerdictKind.choices, blank=True)
    numerator = models.PositiveBigIntegerField(null=True)
    denominator = models.PositiveBigIntegerField(null=True)
    fact = models.BooleanField(null=True)
    points = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField("пояснение читавшего", blank=True)
    read_at = models.DateTimeField(null=True)
    entrusted_to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    settled_reason = models.TextField("почему так решено", blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    settled_at = models.DateTimeField(null=True)
    anew = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="+", null=True)

    objects = SecondReadingQuerySet.as_manager()

    class Meta:
        verbose_name = "второе чтение"
        verbose_name_plural = "вторые чтения"
        ordering = ["answer__position", "expert_map__school__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "answer"], name="reading_once_a_sample"),
            models.CheckConstraint(
                condition=Q(read_at=None, kind="") | (Q(read_at__isnull=False) & ~Q(kind="")),
                name="reading_result_whole",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", settled_at=None, settled_by=None, settled_reason="", anew=None)
                | (
                    ~Q(outcome="")
                    & ~Q(settled_reason="")
                    & Q(settled_at__isnull=False, settled_by__isnull=False, read_at__isnull=False)
                ),
                name="reading_settlement_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}: {self.reader}"

    @property
    def differs(self) -> bool:
        return self.read_at is not None and decision_of(self) != decision_of(self.first)

    @property
    def is_unsettled(self) -> bool:
        return self.differs and self.settled_at is None


def decision_of(said: Verdict | SecondReading) -> str:
    """What two readings must have in common to agree: the word, and for a correction the points it gives."""
    return f"{said.kind}:{said.points}" if said.kind == VerdictKind.CORRECTED else said.kind
