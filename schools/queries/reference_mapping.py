"""From which cells are the year's figures summed up, and what is still to be said?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from journal.models import JournalEntry
from journal.queries import entries_for
from schools.models import REFERENCE_FIELDS, Municipality, ReferenceMapping
from schools.queries.sheet_template import FORM_DAY, FORM_MONTH, last_form_day

YEARS_BACK = 5
CHANGES_SHOWN = 10
CHANGES = {
    "mapping.added": "добавлено",
    "mapping.changed": "изменено",
    "mapping.removed": "удалено",
    "mapping.filled": "заполнено целиком",
}


@dataclass(frozen=True, slots=True)
class FigureCells:
    """A figure with its rows of the mapping; none: it is not loaded from the form."""

    figure: str
    title: str
    mappings: tuple[ReferenceMapping, ...]


@dataclass(frozen=True, slots=True)
class YearMapping:
    """The mapping of one form; `figures` in the order of the card, `has_past` whether last year's can be copied."""

    form_year: int
    figures: tuple[FigureCells, ...]
    has_past: bool

    @property
    def is_begun(self) -> bool:
        return any(figure.mappings for figure in self.figures)

    @property
    def lacking(self) -> list[str]:
        return [figure.title for figure in self.figures if not figure.mappings]


def year_mapping(municipality: Municipality, form_year: int) -> YearMapping:
    """One query for the year and the year before."""
    both = ReferenceMapping.objects.filter(municipality=municipality, form_year__in=(form_year, form_year - 1))
    found = list(both.order_by("pk"))
    rows = [row for row in found if row.form_year == form_year]
    figures = tuple(
        FigureCells(field, title, tuple(row for row in rows if row.figure == field))
        for field, title in REFERENCE_FIELDS.items()
    )
    return YearMapping(form_year, figures, len(found) > len(rows))


@dataclass(frozen=True, slots=True)
class MappingChange:
    """Who did what to the year's mapping, in words; `cells` are those it was about."""

    at: datetime
    by: str
    title: str
    cells: str


def mapping_changes(municipality: Municipality, form_year: int) -> tuple[MappingChange, ...]:
    """The latest changes of the form's mapping, the last first (1 query)."""
    entries = entries_for(f"municipality:{municipality.pk}").filter(action__in=CHANGES, target=str(form_year))
    return tuple(
        MappingChange(entry.at, entry.by_name, CHANGES[entry.action], _cells(entry))
        for entry in entries.order_by("-seq")[:CHANGES_SHOWN]
    )


def _cells(entry: JournalEntry) -> str:
    if entry.action == "mapping.filled":
        return entry.reason
    old, new = (_said(state) for state in (entry.old, entry.new))
    return " → ".join(filter(None, (old, new)))


def _said(state: dict[str, str] | None) -> str:
    if not state:
        return ""
    title = REFERENCE_FIELDS.get(state["figure"], state["figure"])
    return f"{title}: раздел {state['table']}, строки {state['rows']}, графы {state['columns']}"


def mappings_for(user: Any) -> QuerySet[ReferenceMapping]:
    """Mappings of the municipalities the person has a role in."""
    mine = {membership.municipality_id for membership in user.active_memberships}
    return ReferenceMapping.objects.filter(municipality_id__in=mine).select_related("municipality")


def form_years(today: date) -> range:
    """Years whose form can be spoken of: some past ones, this one, and the next to prepare for."""
    this_year = last_form_day(today).year
    return range(this_year - YEARS_BACK, this_year + 2)


def form_day_of(form_year: int) -> date:
    return date(form_year, FORM_MONTH, FORM_DAY)
