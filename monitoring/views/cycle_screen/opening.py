"""With what does the form of a new year begin?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import BoundField

from monitoring.forms.cycle import CycleForm, last_finished_year
from monitoring.queries.cycle import methodologies_for, opened_years
from monitoring.states import StageKind
from schools.models import Municipality

YEARS_BACK = 3
HINTS = {
    StageKind.SELF_ASSESSMENT: "Школы заполняют и представляют карты. После срока карты закрываются; "
    "продлить его можно одной школе или всем.",
    StageKind.CONTROL: "Отдел образования проверяет объективность. Срок ничего не закрывает, но просрочка видна.",
    StageKind.EVALUATION: "Определяются итоговые баллы. Затем координатор утверждает результаты.",
}


@dataclass(frozen=True, slots=True)
class TermField:
    """The input of a stage's last day, what the stage is for, and the day as understood (None when it is not one)."""

    field: BoundField
    hint: str
    day: date | None


def term_fields(form: CycleForm) -> list[TermField]:
    known = form.cleaned_data if form.is_bound else form.initial
    return [TermField(form[kind.value], HINTS[kind], known.get(kind.value)) for kind in StageKind]


def year_choices(municipality: Municipality, today: date) -> list[int]:
    """The year that ended last, then the running one and a few before; none that was opened already."""
    finished = last_finished_year(today)
    opened = set(opened_years(municipality))
    offered = [finished, finished + 1, *range(finished - 1, finished - 1 - YEARS_BACK, -1)]
    return [year for year in offered if year not in opened]


def blank_values(
    municipality: Municipality, years: list[int], terms_of: Callable[[int], Mapping[StageKind, date]], asked: str | None
) -> dict[str, Any]:
    """The year asked for in the address or the first offered, its usual terms, and the methodology if there is one."""
    chosen = next((year for year in years if str(year) == asked), years[0])
    methodologies = list(methodologies_for(municipality)[:2])
    only = methodologies[0].pk if len(methodologies) == 1 else None
    terms = {kind.value: day for kind, day in terms_of(chosen).items()}
    return {"school_year": chosen, "methodology": only} | terms


def cycle_form(municipality: Municipality, years: list[int], today: date, **given: Any) -> CycleForm:
    return CycleForm(years=years, methodologies=methodologies_for(municipality), today=today, **given)
