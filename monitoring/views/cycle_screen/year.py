"""Where does today stand in the year: which stage runs, how many days are left, how far along it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from monitoring.models import MonitoringCycle
from monitoring.states import StageKind
from russian.dates import days_left

LEAD = timedelta(days=30)  # how long stage 1 is drawn when a year was opened after its own term
EDGE = 12  # per cent of the line at either end where a label would not fit centred


@dataclass(frozen=True, slots=True)
class Term:
    """A stage's inclusive day and how far it is."""

    title: str
    last_day: date
    days_left: int

    @property
    def is_over(self) -> bool:
        return self.days_left < 0


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage as the component draws it: `state` is done, current, ahead or overdue."""

    term: Term
    state: str

    @property
    def title(self) -> str:
        return self.term.title

    @property
    def until(self) -> date:
        return self.term.last_day

    @property
    def left(self) -> str:
        return days_left(self.term.days_left) if self.state in {"current", "overdue"} else ""


@dataclass(frozen=True, slots=True)
class Year:
    """Three stages of equal length on the page, and today between their ends; `today_x` in per cent of the line.

    Once the last term has passed there is no mark: `today_x` is None.
    """

    stages: tuple[Stage, ...]
    today: date
    today_x: float | None

    @property
    def current(self) -> Term | None:
        return next((stage.term for stage in self.stages if stage.state == "current"), None)

    @property
    def mark(self) -> str:
        return "" if self.today_x is None else f"{self.today_x:.2f}%"

    @property
    def anchor(self) -> str:
        """How the mark's label is set, so that it stays on the line."""
        if self.today_x is None or EDGE <= self.today_x <= 100 - EDGE:
            return "middle"
        return "start" if self.today_x < EDGE else "end"


def term_of_stage(cycle: MonitoringCycle, kind: StageKind, at: datetime) -> Term:
    stage = cycle.stage(kind)
    return Term(stage.get_kind_display(), stage.last_day, (stage.last_day - cycle.municipality.today(at)).days)


def year_of(cycle: MonitoringCycle, at: datetime) -> Year:
    """The stages must be prefetched."""
    terms = [term_of_stage(cycle, kind, at) for kind in StageKind]
    today = cycle.municipality.today(at)
    opened = cycle.municipality.today(cycle.opened_at)
    begins = opened if opened < terms[0].last_day else terms[0].last_day - LEAD
    current = next((place for place, term in enumerate(terms) if not term.is_over), None)
    return Year(
        stages=tuple(Stage(term, _state(place, current)) for place, term in enumerate(terms)),
        today=today,
        today_x=None if current is None else _place(terms, current, begins, today),
    )


def _state(place: int, current: int | None) -> str:
    if current is None or place < current:
        return "done"
    return "current" if place == current else "ahead"


def _place(terms: list[Term], current: int, begins: date, today: date) -> float:
    """The middle of today within its stage's part of the line."""
    first = begins if current == 0 else terms[current - 1].last_day + timedelta(days=1)
    days = (terms[current].last_day - first).days + 1
    passed = min(max((today - first).days + 0.5, 0), days)
    return 100 * (current + passed / days) / len(terms)
