"""What does the progress page of a year show?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.paginator import Page, Paginator

from monitoring.forms.cycle import AddSchoolForm
from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.permissions import can_evaluate_cycle, can_review_cycle, can_run_cycle
from monitoring.queries.cycle import schools_without_map
from monitoring.queries.progress import NOBODY, Narrowing, counts, filters, maps_of, submission_moments
from monitoring.states import MapState
from monitoring.views.cycle_screen.by_day import ByDay, by_day
from monitoring.views.cycle_screen.choice import Choice, choices_of, known, search_text
from monitoring.views.cycle_screen.year import Year, year_of
from monitoring.views.division_screen.load import Loads, loads_of
from scoring.queries.rubric import Rubric, rubric

PAGE = 50
LONGEST_ID = 15
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the address; `narrowing` are the lists a number outside the filters leads to."""

    state: str
    text: str
    page: str
    narrowing: Narrowing


@dataclass(frozen=True, slots=True)
class Figure:
    """A number on top of the page, leading to the schools it counts by the filter's key."""

    key: str
    title: str
    text: str
    note: str
    note_key: str = ""
    is_alarm: bool = False


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """A school: how much is filled of what applies to it, until when, whose move it is."""

    expert_map: ExpertMap
    count: int
    days_left: int
    is_extended: bool

    @property
    def is_filling(self) -> bool:
        return self.expert_map.state == MapState.FILLING

    @property
    def is_late(self) -> bool:
        return self.is_filling and self.days_left < 0


@dataclass(frozen=True, slots=True)
class Progress:
    """`adding` is the form for a school that joined later, None where nobody may or nothing is left to add."""

    year: Year
    choices: list[Choice]
    asked: Asked
    counts: Mapping[str, int]
    figures: list[Figure]
    page: Page
    rows: tuple[ProgressRow, ...]
    chart: ByDay
    may_run: bool
    may_journal: bool
    may_review: bool
    may_evaluate: bool
    adding: AddSchoolForm | None
    loads: Loads | None

    @property
    def whose_title(self) -> str:
        """Whose maps are shown, when the address asks for somebody's; of a reviewer the loads know the name."""
        key = self.asked.narrowing.whose
        known = {str(row.reviewer.pk): str(row.reviewer) for row in self.loads.rows} if self.loads else {}
        return "ни за кем" if key == NOBODY else known.get(key, "один проверяющий")


def asked_of(address: Mapping[str, str]) -> Asked:
    narrowing = Narrowing(_whose(address.get("whose", "")), _day(address.get("on", "")), _day(address.get("until", "")))
    return Asked(address.get("state", ""), search_text(address.get("q", "")), address.get("page", "1"), narrowing)


def _whose(text: str) -> str:
    """A reviewer's id or NOBODY; what is neither asks for nothing. Longer numbers no database holds."""
    is_id = text.isascii() and text.isdigit() and len(text) <= LONGEST_ID
    return text if text == NOBODY or is_id else ""


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def progress_of(cycle: MonitoringCycle, asked: Asked, user, at: datetime) -> Progress:
    """Five queries, eight for the coordinator, one more for a list within a list; whatever the number of schools."""
    lists, within = filters(cycle, at), asked.narrowing
    asked = replace(asked, state=known(asked.state, lists))
    totals = counts(cycle, at)
    maps = maps_of(cycle, state=asked.state, text=asked.text, at=at, narrowing=within)
    page = Paginator(maps, PAGE).get_page(asked.page)
    may_run = can_run_cycle(user, cycle)
    titles = {key: item.title for key, item in lists.items() if key != "ahead" or asked.state == "ahead"}
    return Progress(
        year=year_of(cycle, at),
        choices=choices_of(titles, counts(cycle, at, within) if within else totals, asked.state),
        asked=asked,
        counts=totals,
        figures=_figures(totals, is_approved=cycle.is_approved),
        page=page,
        rows=_rows(page, cycle, at),
        chart=by_day(submission_moments(cycle), cycle.municipality),
        may_run=may_run and not cycle.is_approved,
        may_journal=may_run,
        may_review=can_review_cycle(user, cycle),
        may_evaluate=can_evaluate_cycle(user, cycle),
        adding=_adding(cycle) if may_run and not cycle.is_approved else None,
        loads=loads_of(cycle) if may_run else None,
    )


def _figures(totals: Mapping[str, int], *, is_approved: bool) -> list[Figure]:
    """What the year consists of; a figure of nobody is left out where it would only be noise."""
    silent = "not_submitted" if is_approved else "waiting"
    untouched = f"не начинали {totals['untouched']}" if totals["untouched"] else ""
    figures = [
        Figure("represented", "Представили карты", f"{totals['represented']} из {totals['']}", ""),
        Figure(silent, "Не представили", str(totals[silent]), untouched, "untouched"),
        Figure("late", "Срок прошёл, карты нет", str(totals["late"]), "можно продлить срок", is_alarm=True),
        Figure("returned", "Возвращены школам", str(totals["returned"]), ""),
        Figure("checked", "Проверены", str(totals["checked"]), _of(totals), "represented"),
        Figure("evaluated", "Оценены", str(totals["evaluated"]), _of(totals), "represented"),
    ]
    quiet = {"late", "returned"}
    return [figure for figure in figures if figure.key not in quiet or totals[figure.key]]


def _of(totals: Mapping[str, int]) -> str:
    return f"из {totals['represented']} представленных" if totals["represented"] else ""


def _adding(cycle: MonitoringCycle) -> AddSchoolForm | None:
    form = AddSchoolForm(schools=schools_without_map(cycle))
    return form if len(form.fields["school"].choices) > 1 else None


def _rows(page: Page, cycle: MonitoringCycle, at: datetime) -> tuple[ProgressRow, ...]:
    tree, today = rubric(cycle.methodology_id), cycle.municipality.today(at)
    usual = next(iter(cycle.stages.all())).last_day
    return tuple(
        ProgressRow(
            expert_map=row,
            count=applicable_count(tree, row),
            days_left=(row.fill_last_day - today).days,
            is_extended=row.fill_last_day != usual,
        )
        for row in page
    )


def applicable_count(tree: Rubric, expert_map: ExpertMap) -> int:
    """How many indicators ask this school for an answer."""
    levels = frozenset(expert_map.levels)
    return sum(bool(indicator.rule.levels & levels) for indicator in tree.indicators)
