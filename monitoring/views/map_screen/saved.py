"""What changes on the page after one answer was saved? Nothing the person is typing in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from monitoring.domain.expert_map import SavedAnswer
from monitoring.domain.sheet import Sheet
from monitoring.models import ExpertMap
from monitoring.queries.figures import figures_of
from monitoring.states import MapState
from monitoring.views.map_screen.page import blocks_of
from monitoring.views.map_screen.row import Row, row_of
from monitoring.views.map_screen.standing import Nearest, nearest_to, standing_of
from monitoring.views.map_screen.working import Working
from prepared import PreparedTemplate
from russian.dates import clock
from scoring.engine.total import Total
from scoring.engine.types import Empty, Outcome, Policy
from scoring.queries.rubric_tree import Rubric

Points = tuple[tuple[str, int | None, Empty | None], ...]


def saved_parts(saved: SavedAnswer, loaded: ExpertMap) -> list[str]:
    """The elements to put in place of those with their ids: the new version and «сохранено», totals, progress, the rows
    whose points or denominators moved, and nothing where a refused try may have left a sentence.

    `loaded` carries the ОО-1 figures the locked row does not (no query).
    """
    sheet, outcomes = saved.sheet, saved.outcomes
    figures = figures_of(loaded, sheet.rubric)
    rows = [
        row_of(sheet, code, outcomes[code], figures, is_open=sheet.answers[code].is_open)
        for code in dict.fromkeys([saved.answer.code, *saved.affected])
    ]
    total, totals = totals_of(sheet.rubric, sheet.policy, outcomes)
    no_errors = no_errors_at(rows[0].slug, *names_of(rows[0]))
    return [_acknowledged(sheet, rows[0], total), totals, *map(saved_row, rows), *map(_reused, rows), no_errors]


def _acknowledged(sheet: Sheet, row: Row, total: Total) -> str:
    expert_map = sheet.expert_map
    returned = expert_map.state == MapState.RETURNED
    asked = [answer for answer in sheet.answers.values() if answer.is_open] if returned else []
    return ACKNOWLEDGED(
        slug=row.slug,
        version=str(row.answer.version),
        just_now=clock(expert_map.municipality.local(expert_map.last_saved_at)),
        filled=str(total.filled),
        count=str(total.count),
        touched=str(sum(answer.changed_since_return for answer in asked)),
        asked=str(len(asked) or ""),
    )


def saved_row(row: Row) -> str:
    """What an answer earns, and how its denominator agrees with ОО-1."""
    working, wants_words = row.working, row.reconciled is not None and row.reconciled.wants_words
    return ROW((working.kind, wants_words), slug=row.slug, share=working.share, text=working.text, gap=row.gap)


def _reused(row: Row) -> str:
    return render_to_string("monitoring/_map_reused.html", {"row": row}) if row.reused else ""


def _of_map(shape: None, *, filled: str, count: str, **texts: str) -> dict[str, Any]:
    return {"standing": {"total": {"filled": filled, "count": count}}, **texts}


def _of_row(shape: tuple[str, bool], *, slug: str, share: str, text: str, gap: str) -> dict[str, Any]:
    kind, wants_words = shape
    working = Working(share, kind, text)
    return {"row": {"slug": slug, "working": working, "gap": gap, "reconciled": {"wants_words": wants_words}}}


ACKNOWLEDGED = PreparedTemplate("monitoring/map_saved.html", _of_map)
ROW = PreparedTemplate("monitoring/map_saved_row.html", _of_row)


def totals_of(tree: Rubric, policy: Policy, outcomes: Mapping[str, Outcome]) -> tuple[Total, SafeString]:
    """Elements of the standing and of the criteria, with the total they show."""
    points = tuple((code, outcome.points, outcome.empty) for code, outcome in outcomes.items())
    return _totals(tree, policy, points, nearest_to(tree, outcomes))


@lru_cache(maxsize=1000)
def _totals(tree: Rubric, policy: Policy, points: Points, nearest: tuple[Nearest, ...]) -> tuple[Total, SafeString]:
    """Kept, because a save that moves no point, and nothing near to one, shows the same ones."""
    known = {code: Outcome(earned, empty, working="") for code, earned, empty in points}
    standing = replace(standing_of(tree, policy, known), nearest=nearest)
    context = {"standing": standing, "blocks": blocks_of(tree, policy, {}, known)}
    return standing.total, render_to_string("monitoring/_map_totals.html", context)


def names_of(row: Row) -> tuple[str, ...]:
    """The fields a sentence can stand at."""
    numbers = ("numerator", "denominator") if row.indicator.is_share else ()
    return (*numbers, *(choice.name for choice in row.choices), "note")


@cache
def no_errors_at(slug: str, *names: str) -> SafeString:
    """The same at every save of the indicator: nothing to put together anew."""
    return render_to_string("monitoring/_map_errors.html", {"slug": slug, "errors": [(name, "") for name in names]})
