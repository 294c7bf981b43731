"""What does the coordinator see of the dictionary of reasons?"""

from __future__ import annotations

from django.db.models import QuerySet

from monitoring.models import MonitoringCycle, ReviewReason
from scoring.queries.rubric import rubric


def dictionary_of(municipality_id: int) -> tuple[list[ReviewReason], list[ReviewReason]]:
    """Reasons in use in their order, and the retired ones, the latest first (one query)."""
    rows = list(ReviewReason.objects.of(municipality_id))
    retired = sorted((row.retired_at, row.pk, row) for row in rows if row.retired_at is not None)
    return [row for row in rows if row.is_active], [row for _, _, row in reversed(retired)]


def reasons_visible_to(user) -> QuerySet[ReviewReason]:
    """Of the municipalities the person has any role in: whether it may be changed is the permission's question."""
    ids = {membership.municipality_id for membership in user.active_memberships}
    return ReviewReason.objects.filter(municipality_id__in=ids).select_related("municipality")


def indicators_to_choose(municipality_id: int) -> list[tuple[str, str]]:
    """(code, «1.2 title») of the latest year's methodology; nothing before the first year is opened."""
    cycle = MonitoringCycle.objects.filter(municipality_id=municipality_id).order_by("-school_year").first()
    if cycle is None:
        return []
    return [(i.code, f"{i.code} {i.short_title}") for i in rubric(cycle.methodology_id).indicators]
