"""What does the register know of one school?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from journal.queries import entries_for
from schools.addresses import linkable
from schools.models import REFERENCE_FIELDS, School

YEARS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of ОО-1 over the days it was reported for, in the order of `SchoolCard.days`."""

    title: str
    figures: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    position: str
    role: str
    email: str


@dataclass(frozen=True, slots=True)
class Leaving:
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class SchoolCard:
    days: tuple[date, ...]
    figures: tuple[FigureRow, ...]
    people: tuple[Person, ...]
    site: str
    leaving: Leaving | None


def school_card(school: School) -> SchoolCard:
    """Figures of the last years, the newest first; the people of the school; why it left, if it did."""
    snapshots = list(school.reference_figures.order_by("-as_of")[:YEARS_SHOWN])
    return SchoolCard(
        days=tuple(snapshot.as_of for snapshot in snapshots),
        figures=tuple(
            FigureRow(title, tuple(getattr(snapshot, field) for snapshot in snapshots))
            for field, title in REFERENCE_FIELDS.items()
        ),
        people=_people(school),
        site=linkable(school.site),
        leaving=None if school.is_active else _leaving(school),
    )


def _people(school: School) -> tuple[Person, ...]:
    """Asked of the school's own relation: people belong to a room above."""
    memberships = school.memberships.filter(ended_at=None).select_related("user").order_by("-role", "user__full_name")
    return tuple(
        Person(held.user.full_name, held.user.position, held.get_role_display(), held.user.email)
        for held in memberships
    )


def _leaving(school: School) -> Leaving | None:
    entry = entries_for(f"school:{school.pk}").filter(action="school.left").last()
    return Leaving(entry.at, entry.by_name, entry.reason) if entry else None
