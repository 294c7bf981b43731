"""What does a revision change: the result as it was in force, beside the one that would be approved?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from monitoring.domain.sheet import read_sheet
from monitoring.models import ExpertMap, Objection, Reopening
from monitoring.queries.objections import objections_of
from monitoring.queries.reopening import reopenings_of
from monitoring.states import MapState
from scoring.engine.bands import Band, band_of
from scoring.queries.rubric_tree import RubricIndicator


@dataclass(frozen=True, slots=True)
class Totals:
    points: int
    maximum: int
    percent: Fraction
    band: Band


@dataclass(frozen=True, slots=True)
class Moved:
    """An indicator whose final points are not what they were, and why."""

    indicator: RubricIndicator
    before: int | None
    now: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Revision:
    """`reopening` is None where nothing is being revised."""

    reopening: Reopening | None
    before: Totals | None
    now: Totals
    moved: tuple[Moved, ...]
    waiting: tuple[Objection, ...]
    is_ready: bool


def revision_of(expert_map: ExpertMap) -> Revision:
    """Three queries beside the map."""
    sheet, found = read_sheet(expert_map), reopenings_of(expert_map)
    last = found[-1] if found and not found[-1].is_finished else None
    bands = sheet.rubric.bands
    before = last.before if last else None
    earlier = before["indicators"] if before else {}
    return Revision(
        reopening=last,
        before=_totals(before["points"] or 0, before["maximum"], bands) if before else None,
        now=_totals(expert_map.final_points or 0, expert_map.maximum, bands),
        moved=tuple(
            Moved(sheet.indicator(code), earlier[code][0], answer.final_points, answer.final_reason)
            for code, answer in sheet.answers.items()
            if code in earlier and earlier[code][0] != answer.final_points
        ),
        waiting=tuple(row for row in objections_of(expert_map).values() if row.is_undecided),
        is_ready=expert_map.state == MapState.REVISED,
    )


def _totals(points: int, maximum: int, bands: tuple) -> Totals:
    percent = Fraction(100 * points, maximum) if maximum else Fraction(0)
    return Totals(points, maximum, percent, band_of(points, maximum, bands))
