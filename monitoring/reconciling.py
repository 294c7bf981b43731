"""With which ОО-1 figure is a denominator reconciled, of which day, and how far may the two differ?

The one place these are decided: entry, submission, the desk and reports all read it here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from russian.numbers import NBSP

if TYPE_CHECKING:
    from monitoring.models import MonitoringCycle
    from scoring.queries.rubric_tree import Rubric, RubricQuantity

TOLERATED_PEOPLE, TOLERATED_PERCENT = 2, 5
TOLERANCE = f"{TOLERATED_PEOPLE}{NBSP}человека или {TOLERATED_PERCENT}{NBSP}%"
NEW = "new"

Known = Callable[["RubricQuantity"], int | None]


def is_movement_of_pupils(claimed: int, reference: int) -> bool:
    """Whether a denominator is within max(2 people, 5 %) of ОО-1: pupils come and go."""
    difference = abs(claimed - reference)
    return difference <= TOLERATED_PEOPLE or 100 * difference <= TOLERATED_PERCENT * reference


def tolerated(reference: int) -> int:
    """The largest difference in people that is still movement of pupils."""
    return max(TOLERATED_PEOPLE, TOLERATED_PERCENT * reference // 100)


@dataclass(frozen=True, slots=True)
class ReferenceGap:
    """A denominator beside its ОО-1 figure, in people."""

    claimed: int
    reference: int

    @property
    def change(self) -> int:
        """How many more people were claimed; fewer are negative."""
        return self.claimed - self.reference

    @property
    def difference(self) -> int:
        return abs(self.change)

    @property
    def tolerated(self) -> int:
        return tolerated(self.reference)

    @property
    def beyond_tolerance(self) -> bool:
        return not is_movement_of_pupils(self.claimed, self.reference)


def is_of_new_form(quantity: RubricQuantity) -> bool:
    """Graduates are counted by the form filed after the year, everybody else by the one filed in its autumn."""
    return quantity.snapshot == NEW


def form_day(cycle: MonitoringCycle, quantity: RubricQuantity) -> date:
    """The day of the ОО-1 form the quantity is reconciled with in this cycle."""
    return cycle.new_reference_day if is_of_new_form(quantity) else cycle.past_reference_day


def reference_figure(
    quantity: RubricQuantity | None, tree: Rubric, levels: Collection[str], known: Known
) -> int | None:
    """The ОО-1 figure of a denominator: `known` gives it for one quantity, or None.

    A sum leaves out what a school of these levels cannot have; it is None when a part of it is unknown.
    """
    if quantity is None:
        return None
    keys = [key for key in quantity.sum_of or (quantity.key,) if can_have(key, tree, levels)]
    parts = [tree.quantity_by_key[key] for key in keys]
    values = [known(part) if part.reference_field else None for part in parts]
    found = [value for value in values if value is not None]
    return sum(found) if found and len(found) == len(values) else None


def can_have(key: str, tree: Rubric, levels: Collection[str]) -> bool:
    """Whether the indicator that enters this quantity applies to a school of these levels."""
    owner = tree.owner_by_key.get(key)
    return owner is None or not owner.rule.levels.isdisjoint(levels)
