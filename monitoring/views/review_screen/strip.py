"""What does the strip of the 23 show: what was said of each, whether it warns, whether the school has changed it?

Read for the desk from what is stored; the page of the whole map makes the same marks of the claims it judges.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from monitoring.domain import risk
from monitoring.domain.changes import Change, changes_between
from monitoring.models import ExpertMap
from monitoring.queries.desk import Said, last_two_signed, verdicts_in_order
from monitoring.states import MapState, VerdictKind

WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Mark:
    """One of the 23; `status` is the kind of the verdict in force, or WAITING."""

    code: str
    status: str
    is_warned: bool
    is_changed: bool

    @property
    def status_words(self) -> str:
        return "не проверено" if self.status == WAITING else VerdictKind(self.status).label


@dataclass(frozen=True)
class Strip:
    """How far the check of a map has come."""

    expert_map: ExpertMap
    marks: tuple[Mark, ...]

    def count(self, status: str) -> int:
        return sum(mark.status == status for mark in self.marks)

    @property
    def accepted(self) -> int:
        return self.count(VerdictKind.ACCEPTED)

    @property
    def corrected(self) -> int:
        return self.count(VerdictKind.CORRECTED)

    @property
    def returned(self) -> int:
        return self.count(VerdictKind.RETURNED)

    @property
    def waiting(self) -> int:
        return self.count(WAITING)

    @property
    def judged(self) -> int:
        return len(self.marks) - self.waiting

    @property
    def is_open(self) -> bool:
        return self.expert_map.state == MapState.SUBMITTED

    def code_beside(self, code: str, step: int) -> str:
        """The neighbour in the order of the map; empty at either end."""
        place = [mark.code for mark in self.marks].index(code) + step
        return self.marks[place].code if 0 <= place < len(self.marks) else ""

    def next_waiting(self, code: str = "") -> str:
        """The first claim without a verdict after `code`, then from the beginning; empty when all are judged."""
        start = [mark.code for mark in self.marks].index(code) + 1 if code else 0
        around = self.marks[start:] + self.marks[:start]
        return next((mark.code for mark in around if mark.status == WAITING and mark.code != code), "")


def strip_of(expert_map: ExpertMap, said: Collection[Said] | None = None, changed: Collection[str] = ()) -> Strip:
    """Of a map as `queries.desk.map_on_desk` reads it; at most one query, none where `said` is known."""
    warned = warned_codes(expert_map)
    rows = verdicts_in_order(expert_map) if said is None else said
    marks = (Mark(row.code, row.kind or WAITING, row.code in warned, row.code in changed) for row in rows)
    return Strip(expert_map, tuple(marks))


def warned_codes(expert_map: ExpertMap) -> Collection[str]:
    """The claims with a warning, as stored; judged anew only where nobody has counted them yet (after an upgrade)."""
    stored = getattr(expert_map, "risk", None)
    return stored.by_code if stored and stored.counted else risk.count([expert_map])[expert_map.pk].by_code


def changes_of(expert_map: ExpertMap) -> dict[str, Change]:
    """{code: what the school changed}, of a map that was returned and signed again (one query, else none)."""
    if (expert_map.rounds or 0) < 2:
        return {}
    now, before = last_two_signed(expert_map)
    return changes_between(before, now)
