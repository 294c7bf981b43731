"""What does the list of a year's documents show?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator

from monitoring.models import MonitoringCycle
from monitoring.views.cycle_screen.choice import choices_of, known, search_text
from reports.documents.kinds import Kind, full_title, makers, name_of
from reports.permissions import can_make_documents
from reports.states import FileFormat
from reports.views.documents_screen.board import STATES, Row, board_of
from reports.views.documents_screen.progress import progress_context
from schools.models.school import natural_key_text

PAGE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the address: the name of a maker, a key of STATES, a part of a school's name."""

    what: str
    state: str
    text: str


@dataclass(frozen=True, slots=True)
class Tab:
    """A document of schools, with how many are ready to be taken away."""

    name: str
    title: str
    about: str
    ready: int
    is_chosen: bool


def documents_page(cycle: MonitoringCycle, address: Mapping[str, str], user, at: datetime) -> dict[str, Any]:
    """The context of the screen; as many queries with one school as with many."""
    board, names = board_of(cycle), [name_of(*pair) for pair in makers() if pair[0].is_of_school]
    chosen = address.get("what", "")
    asked = Asked(
        what=chosen if chosen in names else names[0],
        state=known(address.get("state", ""), STATES),
        text=search_text(address.get("q", "")),
    )
    rows = board.rows[asked.what]
    tabs = [_tab(board.rows[name_of(*pair)], pair, asked) for pair in makers() if pair[0].is_of_school]
    return {
        "cycle": cycle,
        "asked": asked,
        "of_year": board.of_year,
        "tabs": tabs,
        "tab": next(tab for tab in tabs if tab.is_chosen),
        "choices": choices_of(STATES, _counts(rows), asked.state),
        "page": Paginator(_narrowed(rows, asked), PAGE).get_page(address.get("page")),
        "has_schools": bool(rows),
        "can_be_made": any(row.can_be_asked or row.state == "changed" for row in rows),
        "may_make": can_make_documents(user, cycle),
        **progress_context(cycle, at),
    }


def _tab(rows: tuple[Row, ...], pair: tuple[Kind, FileFormat], asked: Asked) -> Tab:
    kind, file_format = pair
    name = name_of(kind, file_format)
    ready = sum(1 for row in rows if row.ready)
    return Tab(name, full_title(kind, file_format), kind.about, ready, name == asked.what)


def _counts(rows: tuple[Row, ...]) -> dict[str, int]:
    found = Counter(row.state for row in rows)
    return {state: found[state] if state else len(rows) for state in STATES}


def _narrowed(rows: tuple[Row, ...], asked: Asked) -> list[Row]:
    return [row for row in rows if asked.state in {"", row.state} and _is_found(row, asked.text)]


def _is_found(row: Row, text: str) -> bool:
    """As everywhere schools are looked for: by a part of the name in any case, or of the code."""
    if not text or row.school is None:
        return True
    return natural_key_text(text) in row.school.sort_key or text.casefold() in row.school.code.casefold()
