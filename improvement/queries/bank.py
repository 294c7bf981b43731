"""What stands in the bank: by indicator, in use or retired?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from improvement.models import AdviceRule
from improvement.states import Addressee, Audience
from monitoring.models import MonitoringCycle
from scoring.models import Methodology

STATES: dict[str, tuple[str, Q]] = {
    "": ("В работе", Q(retired_at=None)),
    "school": ("Школам", Q(retired_at=None, addressee=Addressee.SCHOOL)),
    "group": ("Группам школ", Q(retired_at=None, addressee=Addressee.GROUP)),
    "own": ("Изменённые и свои", Q(retired_at=None, is_shipped=False)),
    "retired": ("Убранные", Q(retired_at__isnull=False)),
}


AUDIENCES = dict(Audience.choices)


@dataclass(frozen=True, slots=True)
class AskedRules:
    """What stands in the address; empty texts ask nothing more."""

    state: str = ""
    code: str = ""
    audience: str = ""


def present_methodology(municipality_id: int) -> Methodology | None:
    """Of the latest year; None before the first year is opened (1 query)."""
    cycles = MonitoringCycle.objects.filter(municipality_id=municipality_id).select_related("methodology")
    cycle = cycles.order_by("-school_year").first()
    return cycle.methodology if cycle else None


def rules_of(municipality_id: int, methodology_code: str, asked: AskedRules) -> QuerySet[AdviceRule]:
    rules = AdviceRule.objects.of(municipality_id, methodology_code).filter(STATES[asked.state][1])
    if asked.code:
        rules = rules.filter(code=asked.code)
    if asked.audience:
        rules = rules.filter(audience=asked.audience)
    return rules.order_by("code", "-addressee", "pk")


def rule_counts(municipality_id: int, methodology_code: str) -> Mapping[str, int]:
    """How many each filter shows; «all» counts retired ones too (1 query)."""
    wanted = {f"f{place}": Count("pk", filter=condition) for place, (_, condition) in enumerate(STATES.values())}
    found = AdviceRule.objects.of(municipality_id, methodology_code).aggregate(all=Count("pk"), **wanted)
    return {key: found[f"f{place}"] for place, key in enumerate(STATES)} | {"all": found["all"]}


def rules_visible_to(user) -> QuerySet[AdviceRule]:
    """Of the municipalities the person works for."""
    return AdviceRule.objects.filter(municipality_id__in=user.municipality_ids).select_related("municipality")
