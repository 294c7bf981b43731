"""From which cells are the year's figures summed up, and what is still to be said?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from schools.models import REFERENCE_FIELDS, Municipality, ReferenceMapping
from schools.queries.sheet_template import FORM_DAY, FORM_MONTH, last_form_day

YEARS_BACK = 5


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
