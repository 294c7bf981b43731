"""What does ОО-1 say of the school of a map? Read with the map itself, so that a save asks nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, DateField, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Cast, Concat, JSONObject

from monitoring.models import ExpertMap, LateEntry
from monitoring.queries.lookup import Sight, maps_for, sight_of
from monitoring.reconciling import form_day, is_of_new_form
from prepared import PreparedQuery
from schools.models import REFERENCE_FIELDS, ReferenceFigures
from scoring.queries.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures by field, each of the form its quantity is reconciled with, and that form's day."""

    values: dict[str, int | None]
    days: dict[str, date]


def _form(years_later: int) -> Subquery:
    """The form of 20 September of the school year's first or second calendar year, as one JSON value."""
    rows = ReferenceFigures.objects.order_by().filter(
        school=OuterRef("school"), as_of=_autumn_day(OuterRef("cycle__school_year") + years_later)
    )
    return Subquery(rows.values(form=JSONObject(**{field: field for field in REFERENCE_FIELDS})))


def _autumn_day(year: CombinedExpression) -> Cast:
    """20 September as one date: to take three numbers out of every date was a third of what SQLite did for a map."""
    return Cast(Concat(Cast(year, CharField()), Value("-09-20")), DateField())


PAST_FORM, NEW_FORM = _form(0), _form(1)
HAS_LATE = Exists(LateEntry.objects.order_by().filter(expert_map=OuterRef("pk")))


def maps_with_figures(user) -> QuerySet[ExpertMap]:
    """Maps the person may name, each with both ОО-1 forms of its year, and whether anything was typed too late."""
    return maps_for(user).annotate(past_figures=PAST_FORM, new_figures=NEW_FORM, has_late=HAS_LATE)


MAP = PreparedQuery[ExpertMap](lambda map_id, **sight: maps_with_figures(Sight(**sight)).filter(pk=map_id))


def map_with_figures(user, map_id: int) -> ExpertMap | None:
    """One of them, None where it is none of the person's."""
    return MAP.first(map_id=map_id, **sight_of(user))


def figures_of(expert_map: ExpertMap, tree: Rubric) -> Figures:
    """Pupils and staff by the past form, graduates by the new one: as the methodology says."""
    values, days = {}, {}
    cycle = expert_map.cycle
    for quantity in tree.quantities:
        if quantity.reference_field:
            form = getattr(expert_map, "new_figures" if is_of_new_form(quantity) else "past_figures") or {}
            values[quantity.reference_field] = form.get(quantity.reference_field)
            days[quantity.reference_field] = form_day(cycle, quantity)
    return Figures(values, days)
