"""In whose hands are the maps of a year, how much has each reviewer done, and what is still nobody's?"""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from accounts.models import Role, User
from accounts.queries.staff import holders_of, schools_of
from monitoring.models import DivisionSheet, ExpertMap, MonitoringCycle
from monitoring.permissions import VERIFIED_STATES
from monitoring.queries.progress import NOBODY
from monitoring.states import CLAIM_VISIBLE, TO_CHECK
from prepared import PreparedQuery
from schools.models import School


class Numbers(NamedTuple):
    """Maps in a reviewer's hands; how many of them were submitted, are checked, are still to be checked."""

    maps: int
    submitted: int
    checked: int
    left: int


COUNTED = {
    "maps": Count("pk"),
    "submitted": Count("pk", filter=Q(state__in=CLAIM_VISIBLE)),
    "checked": Count("pk", filter=Q(state__in=VERIFIED_STATES)),
    "left": Count("pk", filter=Q(state__in=TO_CHECK)),
}
NONE = Numbers(0, 0, 0, 0)


def numbers_by_reviewer(cycle: MonitoringCycle) -> dict[int | None, Numbers]:
    """{reviewer id, None for nobody: numbers} (one query)."""
    rows = ExpertMap.objects.of(cycle).order_by().values("reviewer_id").annotate(**COUNTED)
    return {reviewer: Numbers(*found) for reviewer, *found in rows.values_list("reviewer_id", *Numbers._fields)}


OWN_NUMBERS = PreparedQuery[tuple[int, ...]](
    lambda cycle_id, reviewer_id: (
        ExpertMap.objects.filter(cycle=cycle_id, reviewer=reviewer_id)
        .order_by()
        .values("reviewer_id")
        .annotate(**COUNTED)
        .values_list(*Numbers._fields)
    )
)


def numbers_of(cycle: MonitoringCycle, reviewer: User) -> Numbers:
    """One reviewer's own (one query)."""
    found = OWN_NUMBERS.first(cycle_id=cycle.pk, reviewer_id=reviewer.pk)
    return Numbers(*found) if found else NONE


def people_by_id(ids: set[int]) -> dict[int, User]:
    return User.objects.in_bulk(ids)


def reviewers_of(cycle: MonitoringCycle) -> list[User]:
    """Who checks maps of this place now, by name."""
    return holders_of(Role.REVIEWER, cycle.municipality)


def own_schools(reviewers: list[User]) -> dict[int, frozenset[int]]:
    return schools_of(reviewers)


def divided_maps(cycle: MonitoringCycle, *, whose: str = "", text: str = "") -> QuerySet[ExpertMap]:
    """Maps in natural order, with who holds them; `whose` is a reviewer's id, NOBODY, or empty for all."""
    maps = ExpertMap.objects.of(cycle).select_related("school", "reviewer")
    if whose == NOBODY:
        maps = maps.filter(reviewer=None)
    elif whose:
        maps = maps.filter(reviewer_id=int(whose))
    if text.strip():
        maps = maps.filter(school__in=School.objects.found_by(text))
    return maps.in_natural_order()


def undivided_maps(cycle: MonitoringCycle) -> list[ExpertMap]:
    """Maps to check that nobody holds, in natural order."""
    maps = ExpertMap.objects.of(cycle).filter(reviewer=None, state__in=TO_CHECK)
    return list(maps.select_related("school").in_natural_order())


def maps_in_hands(cycle: MonitoringCycle, reviewer_id: int) -> list[ExpertMap]:
    """What a reviewer would hand over: maps still to check, in natural order."""
    maps = ExpertMap.objects.of(cycle).filter(reviewer_id=reviewer_id, state__in=TO_CHECK)
    return list(maps.select_related("school").in_natural_order())


def division_sheets_of(cycle: MonitoringCycle, uploaded_by: User) -> QuerySet[DivisionSheet]:
    return DivisionSheet.objects.filter(cycle=cycle, uploaded_by=uploaded_by)


def reviewers_with_maps(cycle: MonitoringCycle) -> QuerySet[User]:
    """Whoever holds a map of the year, also after the role has ended."""
    return User.objects.filter(pk__in=ExpertMap.objects.of(cycle).exclude(reviewer=None).values("reviewer_id"))
