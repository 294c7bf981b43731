"""Who else has the map of a school open now? Only the cache knows, and forgets."""

from __future__ import annotations

from django.core.cache import cache

from accounts.models import Membership
from monitoring.models import ExpertMap

POLL_SECONDS = 30
# Two polls may be lost before a person is no longer seen.
SEEN_SECONDS = 75


def look_in(expert_map: ExpertMap, user) -> list[str]:
    """Notes that the person looks at the map now; returns the short names of colleagues who look at it, too."""
    cache.set(_key(expert_map, user.pk), True, SEEN_SECONDS)
    memberships = Membership.objects.in_force().filter(school_id=expert_map.school_id).exclude(user=user)
    colleagues = {row.user_id: row.user.short_name for row in memberships.select_related("user")}
    here = cache.get_many([_key(expert_map, user_id) for user_id in colleagues]) if colleagues else {}
    return sorted(name for user_id, name in colleagues.items() if _key(expert_map, user_id) in here)


def _key(expert_map: ExpertMap, user_id: int) -> str:
    return f"presence:{expert_map.pk}:{user_id}"
