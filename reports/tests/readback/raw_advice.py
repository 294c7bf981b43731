"""What was accepted for the schools of a year? Rows as they lie: words of people, rules of the bank, what was sent."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from improvement.models import Recommendation

COLUMNS = (
    "pk", "audience", "addressee", "code", "state", "observed", "action", "helper", "target", "due", "version",
    "sent_version", "drawn_at", "drawn_by__full_name", "expert_map_id",
)  # fmt: skip
RULE = ("rule_id", "rule__kinds", "rule__levels", "rule__bands", "rule__gap", "rule__people", "rule__target")
AUDIENCES = {
    "heads": "Руководителям школ", "deputies": "Ответственным за профориентацию",
    "class_teachers": "Классным руководителям", "psychologists": "Педагогам-психологам",
    "centre": "Методическому центру",
}  # fmt: skip


@dataclass(frozen=True)
class RawRule:
    """Whom a rule looks for; empty lists mean any."""

    kinds: list[str]
    levels: list[str]
    bands: list[str]
    gap: str
    people: int | None
    target: str


@dataclass(frozen=True)
class RawAdvice:
    """`members` are maps of the group, or the one map; words without a rule are the methodologist's own."""

    audience: str
    is_group: bool
    code: str
    is_changed: bool
    observed: str
    action: str
    helper: str
    target: str
    due: date
    is_held: bool
    drawn_at: datetime
    drawn_by: str
    rule: RawRule | None
    members: list[int]


def accepted(cycle_id: int) -> list[RawAdvice]:
    """In the order of the rubric."""
    rows = Recommendation.objects.filter(cycle=cycle_id, state__in=["accepted", "changed"], is_outdated=False)
    members: dict[int, list[int]] = defaultdict(list)
    for pk, map_id in rows.filter(addressee="group").values_list("pk", "group"):
        members[pk].append(map_id)
    return [_advice(row, members) for row in rows.order_by("position", "pk").values(*COLUMNS, *RULE)]


def _advice(row: dict, members: dict[int, list[int]]) -> RawAdvice:
    rule = RawRule(*(row[name] for name in RULE[1:])) if row["rule_id"] else None
    sent = row["sent_version"] is not None and row["sent_version"] >= row["version"]
    return RawAdvice(
        audience=row["audience"],
        is_group=row["addressee"] == "group",
        code=row["code"],
        is_changed=row["state"] == "changed",
        observed=row["observed"],
        action=row["action"],
        helper=row["helper"],
        target=row["target"],
        due=row["due"],
        is_held=sent and row["audience"] != "centre",
        drawn_at=row["drawn_at"],
        drawn_by=row["drawn_by__full_name"],
        rule=rule,
        members=[row["expert_map_id"]] if row["expert_map_id"] else members[row["pk"]],
    )
