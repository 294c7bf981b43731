"""Who works for the municipality, in which roles, and who has not come in yet?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Max, QuerySet

from accounts.models import Membership, User
from schools.models import Municipality, School

PAGE = 50


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with the roles in force here. `invited_until` is the last open link's end, None when there was none."""

    user: User
    roles: tuple[Membership, ...]
    has_come_in: bool
    invited_until: datetime | None
    link_is_open: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    page: Page
    rows: tuple[PersonRow, ...]


def people_page(
    municipality: Municipality, sought: Mapping[str, Any], *, number: str | None, at: datetime
) -> PeoplePage:
    """People by name. sought: text (name, address or position), role, school (id); empty asks nothing. Four queries."""
    page = Paginator(_found(municipality, sought), PAGE).get_page(number)
    users = list(page.object_list)
    return PeoplePage(page, tuple(_rows(municipality, users, at)))


def _found(municipality: Municipality, sought: Mapping[str, Any]) -> list[int]:
    """Ids in the order of names. Text is met here: SQLite folds the case of Latin letters only."""
    held = Membership.objects.of(municipality).filter(ended_at=None)
    if sought.get("role"):
        held = held.filter(role=sought["role"])
    if sought.get("school"):
        held = held.filter(school_id=sought["school"])
    named = set(held.values_list("user_id", "user__full_name", "user__email", "user__position"))
    text = _folded(sought.get("text") or "")
    met = [(_folded(name), pk) for pk, name, *rest in named if text in _folded(" ".join([name, *rest]))]
    return [pk for _, pk in sorted(met)]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold().replace("ё", "е")


def _rows(municipality: Municipality, ids: list[int], at: datetime) -> Iterable[PersonRow]:
    users = User.objects.in_bulk(ids)
    roles = defaultdict(list)
    for membership in Membership.objects.of(municipality).in_force().filter(user_id__in=ids):
        roles[membership.user_id].append(membership)
    until = _invitations(municipality, ids)
    for pk in ids:
        came = users[pk].has_usable_password()
        end = until.get(pk)
        yield PersonRow(users[pk], tuple(roles[pk]), came, end, bool(end and end > at and not came))


def _invitations(municipality: Municipality, ids: list[int]) -> dict[int, datetime]:
    ends = municipality.invitations.filter(user_id__in=ids, accepted_at=None).values_list("user_id")
    return dict(ends.annotate(Max("expires_at")))


def school_choices(municipality: Municipality) -> list[tuple[int, str]]:
    """Active schools in natural order, for a list to choose from."""
    return list(schools_to_choose(municipality).values_list("pk", "short_name"))


def schools_to_choose(municipality: Municipality) -> QuerySet[School]:
    return School.objects.of(municipality).active()


def memberships_for(user: Any) -> QuerySet[Membership]:
    """Roles that stand in the municipalities the person has a role in."""
    mine = {held.municipality_id for held in user.active_memberships}
    return Membership.objects.filter(municipality_id__in=mine).select_related("user", "municipality", "school")


def people_for(municipality: Municipality) -> QuerySet[User]:
    """People with a role in force in the municipality."""
    return User.objects.filter(memberships__municipality=municipality, memberships__ended_at=None).distinct()
