"""What shape has a methodology when it is read: directions › criteria › indicators, bands, quantities?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from russian.plurals import Forms
from scoring.engine.bands import Band
from scoring.engine.types import IndicatorRule, Kind


@dataclass(frozen=True, slots=True)
class RubricBand(Band):
    """A band with the act's own table of points beside it."""

    annex_from: int
    annex_to: int


@dataclass(frozen=True, slots=True)
class RubricQuantity:
    """A denominator. unit is its genitive after a number («180 обучающихся 8–9 классов»);
    reference_field is empty when ОО-1 does not know it; sum_of holds the keys of the quantities it adds up."""

    key: str
    title: str
    unit: Forms
    reference_field: str
    snapshot: str
    sum_of: tuple[str, ...]


@dataclass(frozen=True)
class RubricIndicator:
    """One indicator with its rule for the engine and all its texts; `id` is the row's."""

    id: int
    position: int
    criterion_number: int
    short_title: str
    wording: str
    method: str
    periodicity: str
    sources: str
    clarification: str
    recommendation: str
    numerator_label: str
    denominator: RubricQuantity | None
    owns_denominator: bool
    rule: IndicatorRule

    def __hash__(self) -> int:
        """Equal ones have one id: half a page of texts need not be gone through."""
        return hash(self.id)

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def kind(self) -> Kind:
        return self.rule.kind

    @property
    def is_share(self) -> bool:
        return self.rule.kind is Kind.SHARE

    @property
    def threshold(self) -> int | None:
        return self.rule.threshold


@dataclass(frozen=True, slots=True)
class RubricCriterion:
    id: int
    number: int
    title: str
    short_title: str
    maximum: int
    indicators: tuple[RubricIndicator, ...]

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class RubricDirection:
    id: int
    position: int
    title: str
    criteria: tuple[RubricCriterion, ...]


@dataclass(frozen=True)
class Rubric:
    """A whole methodology, read-only; `maximum` is that of a school to which every indicator applies."""

    id: int
    code: str
    version: str
    title: str
    act_kind: str
    act_title: str
    act_number: str
    act_date: date | None
    act_note: str
    applies_scale_note: str
    is_frozen: bool
    directions: tuple[RubricDirection, ...]
    bands: tuple[RubricBand, ...]
    quantities: tuple[RubricQuantity, ...]

    def __hash__(self) -> int:
        return hash(self.id)

    @cached_property
    def criteria(self) -> tuple[RubricCriterion, ...]:
        return tuple(criterion for direction in self.directions for criterion in direction.criteria)

    @cached_property
    def indicators(self) -> tuple[RubricIndicator, ...]:
        return tuple(indicator for criterion in self.criteria for indicator in criterion.indicators)

    @cached_property
    def by_code(self) -> Mapping[str, RubricIndicator]:
        return {indicator.code: indicator for indicator in self.indicators}

    @cached_property
    def by_id(self) -> Mapping[int, RubricIndicator]:
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def quantity_by_key(self) -> Mapping[str, RubricQuantity]:
        return {quantity.key: quantity for quantity in self.quantities}

    @cached_property
    def owner_by_key(self) -> Mapping[str, RubricIndicator]:
        """At which indicator each quantity is entered: at one, or nowhere."""
        owners = (indicator for indicator in self.indicators if indicator.owns_denominator)
        return {owner.denominator.key: owner for owner in owners if owner.denominator}

    @cached_property
    def maximum(self) -> int:
        return sum(indicator.rule.maximum for indicator in self.indicators)
