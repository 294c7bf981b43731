"""How much does each reviewer have on hand? In the order of names: a load is not a ranking."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from monitoring.models import MonitoringCycle
from monitoring.queries.division import NONE, Numbers, numbers_by_reviewer, people_by_id, reviewers_of


@dataclass(frozen=True, slots=True)
class Load:
    """`has_left`: the role has ended, yet maps are still in these hands."""

    reviewer: User
    numbers: Numbers
    has_left: bool


@dataclass(frozen=True, slots=True)
class Loads:
    rows: tuple[Load, ...]
    nobodys: Numbers

    @property
    def is_divided(self) -> bool:
        return any(row.numbers.maps for row in self.rows)

    @property
    def divided(self) -> int:
        return sum(row.numbers.maps for row in self.rows)


def loads_of(cycle: MonitoringCycle) -> Loads:
    """Two queries, a third while somebody who left still holds maps."""
    numbers, reviewers = numbers_by_reviewer(cycle), reviewers_of(cycle)
    here = {person.pk for person in reviewers}
    gone = {pk for pk in numbers if pk is not None and pk not in here}
    left = people_by_id(gone) if gone else {}
    rows = [
        *(Load(person, numbers.get(person.pk, NONE), has_left=False) for person in reviewers),
        *(Load(person, numbers[pk], has_left=True) for pk, person in left.items()),
    ]
    return Loads(tuple(sorted(rows, key=lambda row: row.reviewer.full_name)), numbers.get(None, NONE))
