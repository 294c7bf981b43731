"""How is the dictionary of reasons laid out: by decision, each reason with where it can move?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitoring.models import ReviewReason


@dataclass(frozen=True, slots=True)
class Entry:
    reason: ReviewReason
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The reasons of one decision, in the order the reviewer reads them."""

    kind: str
    title: str
    entries: tuple[Entry, ...]


def parts_of(active: Sequence[ReviewReason]) -> list[Part]:
    return [Part(kind, title, _entries([row for row in active if row.kind == kind])) for kind, title in TITLES]


TITLES = ((ReviewReason.Kind.CORRECTED, "Когда исправляют"), (ReviewReason.Kind.RETURNED, "Когда возвращают"))


def _entries(rows: Sequence[ReviewReason]) -> tuple[Entry, ...]:
    return tuple(Entry(row, place == 0, place == len(rows) - 1) for place, row in enumerate(rows))
