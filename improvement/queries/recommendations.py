"""Which recommendations may a person's request name?"""

from __future__ import annotations

from django.db.models import QuerySet

from improvement.models import Recommendation


def recommendations_visible_to(user) -> QuerySet[Recommendation]:
    """Of the municipalities the person works for; a school reads what was sent, by other queries."""
    rows = Recommendation.objects.filter(municipality_id__in=user.municipality_ids)
    return rows.select_related("expert_map__school", "rule", "decided_by")
