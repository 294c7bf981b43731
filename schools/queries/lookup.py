"""Which rows may this person's request name at all?"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from schools.models import ImportDraft, Municipality, School


def own_municipality(user: Any, municipality_id: int) -> Municipality | None:
    """The municipality if the person has a role in it, in force; no query beyond that of the roles."""
    held = (membership for membership in user.active_memberships if membership.municipality_id == municipality_id)
    membership = next(held, None)
    return membership.municipality if membership else None


def schools_for(user: Any) -> QuerySet[School]:
    return School.objects.visible_to(user).select_related("municipality")


def drafts_for(user: Any) -> QuerySet[ImportDraft]:
    """Sheets of the municipalities the person has a role in."""
    mine = {membership.municipality_id for membership in user.active_memberships}
    drafts = ImportDraft.objects.filter(municipality_id__in=mine)
    return drafts.select_related("municipality", "uploaded_by")
