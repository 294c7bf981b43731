"""What lies before a school, and who has confirmed it?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery

from improvement.models import AdviceLetter, Delivery, Edition, Recommendation
from improvement.states import LetterState
from monitoring.models import ExpertMap, MonitoringCycle
from schools.models import School

UNREAD = Q(unread__gt=0)
RECEIPTS: dict[str, tuple[str, Q]] = {
    "": ("Все школы", Q()),
    "unread": ("Не ознакомились", UNREAD),
    "read": ("Ознакомились", ~UNREAD),
    "failed": ("Письмо не ушло", Q(has_failed=True)),
}


def sent_to(expert_map: ExpertMap) -> list[Delivery]:
    """In force, in the order of the rubric, what the school was told alone before what a group was told (1 query)."""
    rows = Delivery.objects.to(expert_map).in_force()
    rows = rows.select_related("edition__recommendation", "edition__sent_by", "confirmed_by")
    return list(rows.order_by("edition__recommendation__position", "-edition__recommendation__addressee", "pk"))


def in_force_of(cycle: MonitoringCycle, **narrowed: Any) -> Mapping[int, list[int]]:
    """{map id: ids of the editions before its school}, narrowed by fields of the map (1 query)."""
    rows = Delivery.objects.of(cycle).in_force().filter(**{f"expert_map__{name}": it for name, it in narrowed.items()})
    found: dict[int, list[int]] = defaultdict(list)
    for map_id, edition_id in rows.order_by("edition_id").values_list("expert_map_id", "edition_id"):
        found[map_id].append(edition_id)
    return found


def superseded_for(expert_map: ExpertMap) -> list[Edition]:
    """Earlier editions the school was given, the latest first (1 query)."""
    rows = Edition.objects.filter(deliveries__expert_map=expert_map, superseded_at__isnull=False)
    return list(rows.order_by("-number"))


def editions_of(recommendation: Recommendation) -> list[Edition]:
    """The latest first (1 query)."""
    return list(Edition.objects.filter(recommendation=recommendation).select_related("sent_by").order_by("-number"))


def receipts_of(cycle: MonitoringCycle) -> QuerySet[ExpertMap]:
    """Maps that were sent something: how much lies before each (`sent`), is unread, when all was read, by whom."""
    in_force = Q(deliveries__edition__superseded_at=None)
    latest = Delivery.objects.filter(expert_map=OuterRef("pk"), confirmed_at__isnull=False).order_by("-confirmed_at")
    letters = AdviceLetter.objects.filter(expert_map=OuterRef("pk"))
    failed, left = letters.filter(state=LetterState.FAILED), letters.filter(state=LetterState.SENT)
    return (
        ExpertMap.objects.of(cycle)
        .filter(deliveries__isnull=False)
        .annotate(
            sent=Count("deliveries", filter=in_force),
            unread=Count("deliveries", filter=in_force & Q(deliveries__confirmed_at=None)),
            read_at=Max("deliveries__confirmed_at"),
            read_by=Subquery(latest.values("confirmed_by__full_name")[:1]),
            has_failed=Exists(failed) & ~Exists(left),
        )
    )


def receipt_counts(cycle: MonitoringCycle) -> Mapping[str, int]:
    """How many schools each filter shows (1 query)."""
    wanted = {f"f{place}": Count("pk", filter=condition) for place, (_, condition) in enumerate(RECEIPTS.values())}
    found = receipts_of(cycle).aggregate(**wanted)
    return {key: found[f"f{place}"] for place, key in enumerate(RECEIPTS)}


def receipts(cycle: MonitoringCycle, state: str, text: str) -> QuerySet[ExpertMap]:
    rows = receipts_of(cycle).filter(RECEIPTS[state][1]).select_related("school")
    if text:
        rows = rows.filter(school__in=School.objects.found_by(text))
    return rows.order_by(F("school__sort_key"), "pk")
