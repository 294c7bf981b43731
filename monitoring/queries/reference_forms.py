"""Which of the year's two ОО-1 forms is there, and for how many schools of the cycle?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, OuterRef, Q

from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.reconciling import form_day, is_of_new_form
from schools.models import ReferenceFigures
from scoring.queries.rubric import rubric


@dataclass(frozen=True, slots=True)
class ReferenceForm:
    """One form: its day, the titles of the quantities it is asked for, how many schools of how many have any."""

    day: date
    is_new: bool
    quantities: tuple[str, ...]
    schools: int
    of: int

    @property
    def title(self) -> str:
        return "новая форма" if self.is_new else "прошлогодняя форма"

    @property
    def is_whole(self) -> bool:
        return self.schools == self.of


def forms_of(cycle: MonitoringCycle) -> tuple[ReferenceForm, ...]:
    """The past form, then the new one (1 query); a form the methodology asks for nothing is left out."""
    entered = [i.denominator for i in rubric(cycle.methodology_id).indicators if i.owns_denominator]
    asked = [quantity for quantity in entered if quantity is not None and quantity.reference_field]
    split = {is_new: [q for q in asked if is_of_new_form(q) is is_new] for is_new in (False, True)}
    parts = {is_new: (form_day(cycle, found[0]), found) for is_new, found in split.items() if found}
    counts = {
        f"form_{is_new:d}": Count("pk", filter=_is_told(day, [quantity.reference_field for quantity in found]))
        for is_new, (day, found) in parts.items()
    }
    schools = ExpertMap.objects.of(cycle).order_by().aggregate(of=Count("pk"), **counts)
    return tuple(
        ReferenceForm(day, is_new, tuple(q.title for q in found), schools[f"form_{is_new:d}"], schools["of"])
        for is_new, (day, found) in parts.items()
    )


def _is_told(day: date, fields: list[str]) -> Exists:
    """Whether the form of the day has at least one of these figures of the map's school."""
    known = reduce(or_, (Q(**{f"{field}__isnull": False}) for field in fields))
    return Exists(ReferenceFigures.objects.order_by().filter(known, school=OuterRef("school"), as_of=day))
