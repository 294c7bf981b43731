"""How does a district's year come about in these tests? By the product's verbs; only the many are copies of one."""

from __future__ import annotations

from datetime import UTC, datetime

from monitoring.domain.verification import Finding, give_verdict
from monitoring.models import ExpertMap, IndicatorAnswer, MonitoringCycle
from monitoring.tests import stories
from monitoring.tests.cast import make_school
from monitoring.tests.stories import again
from scoring.models import Indicator

AFTER_TERMS = datetime(2026, 11, 5, 5, 14, tzinfo=UTC)


def verified_with(expert_map: ExpertMap, findings: dict[str, Finding], *, head, reviewer, **overrides) -> ExpertMap:
    """A verified map in which the named answers were corrected and the rest accepted."""
    stories.submitted(expert_map, by=head, **overrides)
    for code, finding in findings.items():
        give_verdict(
            expert_map=again(expert_map), code=code, finding=finding, seen_verdict=None, by=reviewer, at=stories.NOW
        )
    return stories.verified(expert_map, head=head, reviewer=reviewer)


def copies(expert_map: ExpertMap, count: int, *, name: str = "МБОУ СОШ № {}") -> list[ExpertMap]:
    """More schools with the very map: 165 maps played verb by verb take minutes and show nothing more."""
    answers = list(expert_map.answers.order_by("position"))
    made = []
    for number in range(101, 101 + count):
        school = make_school(expert_map.municipality, f"{number}", name.format(number))
        row = ExpertMap.objects.get(pk=expert_map.pk)
        row.pk, row._state.adding, row.school = None, True, school
        made.append(row)
    made = ExpertMap.objects.bulk_create(made)
    IndicatorAnswer.objects.bulk_create(_copy(answer, row) for row in made for answer in answers)
    return made


def _copy(answer: IndicatorAnswer, row: ExpertMap) -> IndicatorAnswer:
    fields = {
        field.attname: getattr(answer, field.attname)
        for field in IndicatorAnswer._meta.concrete_fields
        if not field.primary_key
    }
    return IndicatorAnswer(**fields | {"expert_map_id": row.pk})


def loaded(cycle: MonitoringCycle) -> MonitoringCycle:
    """As a view gets it."""
    return MonitoringCycle.objects.with_terms().get(pk=cycle.pk)


def thresholds(cycle: MonitoringCycle) -> dict[str, int]:
    """The rubric's thresholds as rows, to hold against the tests' own."""
    rows = Indicator.objects.filter(methodology=cycle.methodology_id).exclude(threshold=None)
    return dict(rows.values_list("code", "threshold"))
