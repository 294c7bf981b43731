"""Whose claims does this person judge at the desk?"""

from __future__ import annotations

from collections.abc import Collection

from accounts.models import User
from monitoring.models import ExpertMap
from monitoring.permissions import can_review_map


def at_desk(user: User, map_ids: Collection[int]) -> frozenset[int]:
    """Ids of those maps that lie on the person's desk; the others are read as maps (1 query)."""
    return frozenset(row.pk for row in ExpertMap.objects.filter(pk__in=map_ids) if can_review_map(user, row))
