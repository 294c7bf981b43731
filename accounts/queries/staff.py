"""Who holds a role in a municipality, and which schools do these people belong to?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from accounts.models import Membership, Role, User
from schools.models import Municipality


def holders_of(role: Role, municipality: Municipality) -> list[User]:
    """People who hold the role now and may come in, by name (one query)."""
    held = Membership.objects.filter(municipality=municipality, role=role, ended_at=None)
    return list(User.objects.filter(pk__in=held.values("user_id"), is_active=True).order_by("full_name", "pk"))


def schools_of(people: Collection[User]) -> dict[int, frozenset[int]]:
    """{user id: ids of the schools the person belongs to}, as a head or an editor (one query)."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Membership.objects.filter(user__in=people, ended_at=None, school__isnull=False)
    for user_id, school_id in rows.values_list("user_id", "school_id"):
        found[user_id].add(school_id)
    return {person.pk: frozenset(found[person.pk]) for person in people}
