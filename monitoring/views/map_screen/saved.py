"""What changes on the page after one answer was saved? Nothing the person is typing in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from monitoring.domain.expert_map import SavedAnswer
from monitoring.models import ExpertMap
from monitoring.queries.figures import figures_of
from monitoring.states import MapState
from monitoring.views.map_screen.page import Block, blocks_of
from monitoring.views.map_screen.row import Row, row_of
from monitoring.views.map_screen.standing import Standing, standing_of


@dataclass(frozen=True, slots=True)
class SavedParts:
    """The parts to replace: totals (standing and jump list), progress, the rows whose points or denominators moved.

    `no_errors` takes back the sentences a refused try may have left at the fields.

    `touched` of `asked` remarks are answered; both are 0 unless the map was returned.
    """

    expert_map: ExpertMap
    row: Row
    rows: tuple[Row, ...]
    standing: Standing
    totals: SafeString
    no_errors: SafeString
    touched: int
    asked: int


def saved_parts(saved: SavedAnswer, loaded: ExpertMap) -> SavedParts:
    """`loaded` carries the ОО-1 figures the locked row does not (no query)."""
    sheet, outcomes = saved.sheet, saved.outcomes
    figures = figures_of(loaded, sheet.rubric)
    affected = dict.fromkeys([saved.answer.code, *saved.affected])
    rows = {
        code: row_of(sheet, code, outcomes[code], figures, is_open=sheet.answers[code].is_open) for code in affected
    }
    standing = standing_of(sheet, outcomes)
    returned = sheet.expert_map.state == MapState.RETURNED
    asked = [answer for answer in sheet.answers.values() if answer.is_open] if returned else []
    return SavedParts(
        expert_map=sheet.expert_map,
        row=rows[saved.answer.code],
        rows=tuple(rows.values()),
        standing=standing,
        totals=totals_of(standing, blocks_of(sheet, {}, outcomes)),
        no_errors=no_errors_at(rows[saved.answer.code].slug, names_of(rows[saved.answer.code])),
        touched=sum(answer.changed_since_return for answer in asked),
        asked=len(asked),
    )


@lru_cache(maxsize=1000)
def totals_of(standing: Standing, blocks: tuple[Block, ...]) -> SafeString:
    """Elements of the standing and of the criteria; kept, because a save that moves no point shows the same ones."""
    return render_to_string("monitoring/_map_totals.html", {"standing": standing, "blocks": blocks})


def names_of(row: Row) -> tuple[str, ...]:
    """The fields a sentence can stand at."""
    numbers = ("numerator", "denominator") if row.indicator.is_share else ()
    return (*numbers, *(choice.name for choice in row.choices), "note")


@cache
def no_errors_at(slug: str, names: tuple[str, ...]) -> SafeString:
    """The same at every save of the indicator: nothing to put together anew."""
    return render_to_string("monitoring/_map_errors.html", {"slug": slug, "errors": [(name, "") for name in names]})
