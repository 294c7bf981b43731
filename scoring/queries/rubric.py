"""What does a methodology say? One immutable tree, read in five queries and kept while it cannot change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, cast

from django.db.models.signals import post_save
from django.dispatch import receiver

from russian.plurals import Forms
from scoring.engine.bands import BandKey
from scoring.engine.types import IndicatorRule, Kind, Level, PartRule
from scoring.models import Criterion, EffectivenessBand, Indicator, Methodology, Quantity
from scoring.queries.rubric_tree import (
    Rubric,
    RubricBand,
    RubricCriterion,
    RubricDirection,
    RubricIndicator,
    RubricQuantity,
)

_frozen: dict[int, Rubric] = {}


def rubric(methodology_id: int) -> Rubric:
    """The tree of one methodology; raises Methodology.DoesNotExist. No query at all for a frozen one seen before."""
    if methodology_id in _frozen:
        return _frozen[methodology_id]
    methodology = Methodology.objects.get(pk=methodology_id)
    tree = _read(methodology)
    if tree.is_frozen:
        _frozen[methodology_id] = tree
    return tree


@receiver(post_save, sender=Methodology)
def _forget(sender: type[Methodology], instance: Methodology, **kwargs: Any) -> None:
    """A row saved under a known id means that the one we kept was rolled back."""
    _frozen.pop(instance.pk, None)


def _read(methodology: Methodology) -> Rubric:
    quantities = {row.pk: _quantity(row) for row in Quantity.objects.filter(methodology=methodology)}
    return Rubric(
        id=methodology.pk,
        code=methodology.code,
        version=methodology.version,
        title=methodology.title,
        act_kind=methodology.act_kind,
        act_title=methodology.act_title,
        act_number=methodology.act_number,
        act_date=methodology.act_date,
        act_note=methodology.act_note,
        applies_scale_note=methodology.applies_scale_note,
        is_frozen=methodology.is_frozen,
        directions=_directions(methodology, quantities),
        bands=tuple(_band(row) for row in EffectivenessBand.objects.filter(methodology=methodology)),
        quantities=tuple(quantities.values()),
    )


def _directions(methodology: Methodology, quantities: Mapping[int, RubricQuantity]) -> tuple[RubricDirection, ...]:
    of_criterion = defaultdict(list)
    for indicator in Indicator.objects.filter(methodology=methodology).order_by("position"):
        of_criterion[indicator.criterion_id].append(indicator)
    of_direction = defaultdict(list)
    criteria = Criterion.objects.filter(methodology=methodology).select_related("direction")
    for criterion in criteria.order_by("direction__position", "number"):
        of_direction[criterion.direction].append(_criterion(criterion, of_criterion[criterion.pk], quantities))
    return tuple(
        RubricDirection(id=row.pk, position=row.position, title=row.title, criteria=tuple(its_criteria))
        for row, its_criteria in of_direction.items()
    )


def _criterion(
    row: Criterion, indicators: Iterable[Indicator], quantities: Mapping[int, RubricQuantity]
) -> RubricCriterion:
    return RubricCriterion(
        id=row.pk,
        number=row.number,
        title=row.title,
        short_title=row.short_title,
        maximum=row.maximum,
        indicators=tuple(_indicator(indicator, row.number, quantities) for indicator in indicators),
    )


def _indicator(row: Indicator, criterion_number: int, quantities: Mapping[int, RubricQuantity]) -> RubricIndicator:
    return RubricIndicator(
        id=row.pk,
        position=row.position,
        criterion_number=criterion_number,
        short_title=row.short_title,
        wording=row.wording,
        method=row.method,
        periodicity=row.periodicity,
        sources=row.sources,
        clarification=row.clarification,
        recommendation=row.recommendation,
        numerator_label=row.numerator_label,
        denominator=quantities[row.denominator_id] if row.denominator_id is not None else None,
        owns_denominator=row.owns_denominator,
        rule=_rule(row),
    )


def _rule(row: Indicator) -> IndicatorRule:
    return IndicatorRule(
        code=row.code,
        kind=Kind(row.kind),
        threshold=row.threshold,
        unit=Forms(row.unit_one, row.unit_few, row.unit_many) if row.unit_many else None,
        levels=frozenset(Level(level) for level in row.levels),
        parts=tuple(PartRule(part["key"], part["label"], Level(part["level"])) for part in row.parts),
        zero_unless=row.zero_unless or None,
    )


def _quantity(row: Quantity) -> RubricQuantity:
    return RubricQuantity(
        key=row.key,
        title=row.title,
        unit=Forms(row.unit_one, row.unit_few, row.unit_many),
        reference_field=row.reference_field,
        snapshot=row.snapshot,
        sum_of=tuple(row.sum_of),
    )


def _band(row: EffectivenessBand) -> RubricBand:
    return RubricBand(
        key=cast(BandKey, row.key),  # a check constraint allows no other
        title=row.title,
        share_from=row.share_from,
        annex_from=row.annex_from,
        annex_to=row.annex_to,
    )
