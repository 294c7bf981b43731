"""Where in the year is this map, by the server's clock on the municipality's wall?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from monitoring.models import ExpertMap
from monitoring.states import MapState, StageKind
from russian.dates import days_left


@dataclass(frozen=True, slots=True)
class YearStage:
    """A stage for components/year_line.html: `state` is done, current or ahead, `left` is in words."""

    title: str
    until: date
    state: str
    left: str


@dataclass(frozen=True, slots=True)
class Term:
    """Until when the school may change the map, in days from today."""

    last_day: date
    days_left: int
    is_over: bool


def year_line(expert_map: ExpertMap, at: datetime) -> tuple[YearStage, ...]:
    """The three stages; the first ends when it ends for this school, extensions included."""
    today = expert_map.municipality.today(at)
    line: list[YearStage] = []
    for stage in expert_map.cycle.stages.all():
        own = stage.kind == StageKind.SELF_ASSESSMENT
        until = expert_map.fill_last_day if own else stage.last_day
        if at >= (expert_map.fill_ends_at if own else stage.ends_at):
            state, left = "done", "завершён"
        elif any(earlier.state == "current" for earlier in line):
            state, left = "ahead", ""
        else:
            state, left = "current", days_left((until - today).days)
        line.append(YearStage(stage.get_kind_display(), until, state, left))
    return tuple(line)


def term_of(expert_map: ExpertMap, at: datetime) -> Term | None:
    """The school's own term while the map is the school's to change; None when it is not."""
    if expert_map.state == MapState.FILLING:
        last_day, ends_at = expert_map.fill_last_day, expert_map.fill_ends_at
    elif expert_map.state == MapState.RETURNED and expert_map.return_last_day and expert_map.return_ends_at:
        last_day, ends_at = expert_map.return_last_day, expert_map.return_ends_at
    else:
        return None
    return Term(last_day, (last_day - expert_map.municipality.today(at)).days, at >= ends_at)
