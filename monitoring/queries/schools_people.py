"""Who signs for a school?"""

from __future__ import annotations

from accounts.models import Membership, Role
from monitoring.models import ExpertMap


def head_of(expert_map: ExpertMap) -> Membership | None:
    """The head's role in force, with the person; None while the school has none."""
    return (
        Membership.objects.in_force()
        .filter(school_id=expert_map.school_id, role=Role.HEAD)
        .select_related("user")
        .first()
    )
