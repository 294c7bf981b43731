"""The one door through which totals are written to a map."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from monitoring.domain.sheet import Sheet
from monitoring.models import ExpertMap, IndicatorAnswer
from prepared import PreparedUpdate
from scoring.engine.total import total
from scoring.engine.types import Outcome, Policy

TOTALS = ["filled", "judged", "maximum", "claimed_points", "verified_points", "final_points"]


class Scored(NamedTuple):
    """What every claim earns, and the answers whose claimed points changed, already carrying the new value."""

    outcomes: dict[str, Outcome]
    moved: list[IndicatorAnswer]


def refresh(sheet: Sheet, *, also: tuple[str, ...] = ()) -> Scored:
    """Recomputes every claimed point and all totals of the sheet and writes the map (1 query).

    `also` names further columns of the map the calling verb has set. The caller writes the answers that moved with
    its own change.
    """
    outcomes = sheet.outcomes()
    moved = [answer for code, answer in sheet.answers.items() if answer.claimed_points != outcomes[code].points]
    for answer in moved:
        answer.claimed_points = outcomes[answer.code].points
    _write_totals(sheet, outcomes, also)
    return Scored(outcomes, moved)


def _write_totals(sheet: Sheet, outcomes: dict[str, Outcome], also: tuple[str, ...]) -> None:
    expert_map = sheet.expert_map
    pairs = [(sheet.indicator(code).rule, outcome) for code, outcome in outcomes.items()]
    claimed = total(pairs, Policy(expert_map.cycle.policy))
    expert_map.filled, expert_map.maximum, expert_map.claimed_points = claimed.filled, claimed.maximum, claimed.points
    expert_map.verified_points = _sum(answer.verified_points for answer in sheet.answers.values())
    expert_map.final_points = _sum(answer.final_points for answer in sheet.answers.values())
    _writing(also)(expert_map)


@cache
def _writing(also: tuple[str, ...]) -> PreparedUpdate:
    return PreparedUpdate(ExpertMap, [*TOTALS, *also])


def _sum(points: Iterable[int | None]) -> int | None:
    """None while nothing is known, so that «ещё не проверено» is not «0 баллов»."""
    known = [value for value in points if value is not None]
    return sum(known) if known else None
