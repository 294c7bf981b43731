"""Do the records of a methodology's file agree with each other? The first disagreement is refused at its place."""

from __future__ import annotations

from collections.abc import Iterable

from scoring.domain.methodology_file import (
    BandRecord,
    CriterionRecord,
    IndicatorRecord,
    MethodologyRecord,
    QuantityRecord,
)
from scoring.domain.strict_json import Node
from scoring.engine.bands import Band, least_points
from scoring.engine.types import Kind

Named = Iterable[tuple[Node, str]]


def check(record: MethodologyRecord) -> None:
    """Raise MethodologyFileError unless codes, maxima, quantities, conditions and bands hold together."""
    _check_unique(record)
    for criterion in record.criteria:
        _check_criterion(criterion)
    quantities = {quantity.key: quantity for quantity in record.quantities}
    for quantity in record.quantities:
        _check_sum(quantity, quantities)
    facts = {indicator.code for indicator in record.indicators if indicator.kind is Kind.FACT}
    for indicator in record.indicators:
        _check_indicator(indicator, quantities, facts)
    _check_owners(record.indicators, record.quantities)
    _check_bands(record)


def _check_unique(record: MethodologyRecord) -> None:
    _refuse_repeats((_at(item.place, "code"), item.code) for item in record.indicators)
    _refuse_repeats((_at(item.place, "number"), str(item.number)) for item in record.criteria)
    _refuse_repeats((_at(item.place, "key"), item.key) for item in record.quantities)
    _refuse_repeats((_at(item.place, "key"), item.key) for item in record.bands)


def _check_criterion(criterion: CriterionRecord) -> None:
    if criterion.maximum != len(criterion.indicators):
        _at(criterion.place, "maximum").refuse(
            f"максимум {criterion.maximum} не равен числу показателей: {len(criterion.indicators)}, по одному баллу"
        )
    for indicator in criterion.indicators:
        if indicator.code.partition(".")[0] != str(criterion.number):
            _at(indicator.place, "code").refuse(
                f"код «{indicator.code}» не начинается с номера критерия {criterion.number}"
            )


def _check_sum(quantity: QuantityRecord, quantities: dict[str, QuantityRecord]) -> None:
    _refuse_repeats((_at(quantity.place, f"sum_of[{place}]"), key) for place, key in enumerate(quantity.sum_of))
    for position, key in enumerate(quantity.sum_of):
        place = _at(quantity.place, f"sum_of[{position}]")
        if key not in quantities:
            place.refuse(f"количества «{key}» нет в quantities")
        if quantities[key].sum_of:
            place.refuse(f"«{key}» само является суммой, складываются только введённые количества")
    if quantity.sum_of and quantity.reference_field:
        _at(quantity.place, "reference_field").refuse("у суммы нет своего показателя ОО-1: сверяются слагаемые")


def _check_indicator(indicator: IndicatorRecord, quantities: dict[str, QuantityRecord], facts: set[str]) -> None:
    if indicator.denominator is not None and indicator.denominator not in quantities:
        _at(indicator.place, "denominator").refuse(f"количества «{indicator.denominator}» нет в quantities")
    _refuse_repeats((_at(indicator.place, f"levels[{place}]"), level) for place, level in enumerate(indicator.levels))
    if indicator.parts and indicator.kind is not Kind.FACT:
        _at(indicator.place, "parts").refuse("составные части бывают только у факта")
    _refuse_repeats(
        (_at(indicator.place, f"parts[{place}].key"), part.key) for place, part in enumerate(indicator.parts)
    )
    if indicator.zero_unless is not None and indicator.zero_unless not in facts - {indicator.code}:
        _at(indicator.place, "zero_unless").refuse(f"другого показателя-факта «{indicator.zero_unless}» нет")


def _check_owners(indicators: list[IndicatorRecord], quantities: Iterable[QuantityRecord]) -> None:
    """A denominator is typed once: in exactly one indicator, and never when it is a sum."""
    owner_of: dict[str, IndicatorRecord] = {}
    sums = {quantity.key for quantity in quantities if quantity.sum_of}
    for indicator in indicators:
        if not indicator.owns_denominator or indicator.denominator is None:
            continue
        place = _at(indicator.place, "owns_denominator")
        if indicator.denominator in sums:
            place.refuse(f"«{indicator.denominator}» — сумма, её не вводят")
        if indicator.denominator in owner_of:
            place.refuse(f"«{indicator.denominator}» уже вводится в {owner_of[indicator.denominator].code}")
        owner_of[indicator.denominator] = indicator
    for quantity in quantities:
        if not quantity.sum_of and quantity.key not in owner_of:
            _at(quantity.place, "key").refuse(f"количество «{quantity.key}» нигде не вводится (owns_denominator)")


def _check_bands(record: MethodologyRecord) -> None:
    maximum = sum(criterion.maximum for criterion in record.criteria)
    highest_first = sorted(record.bands, key=lambda band: (-band.share_from, -band.annex_from))
    below_next = maximum
    for higher, band in zip([None, *highest_first], highest_first, strict=False):
        if higher is not None and higher.share_from == band.share_from:
            _at(band.place, "share_from").refuse(f"степени пересекаются: {band.share_from} % уже у «{higher.title}»")
        _check_annex(band, maximum, below_next)
        below_next = band.annex_from - 1
    if highest_first[-1].share_from != 0:
        _at(highest_first[-1].place, "share_from").refuse("нижняя степень должна начинаться с 0 %")


def _check_annex(band: BandRecord, maximum: int, expected_to: int) -> None:
    if band.annex_to != expected_to:
        _at(band.place, "annex_to").refuse(
            f"степени пересекаются или оставляют пропуск: ожидалось {expected_to}, а здесь {band.annex_to}"
        )
    least = least_points(Band("low", band.title, band.share_from), maximum)
    if band.annex_from != least:
        _at(band.place, "annex_from").refuse(
            f"{band.share_from} % от {maximum} баллов — это {least}, а здесь {band.annex_from}"
        )


def _refuse_repeats(named: Named) -> None:
    seen: set[str] = set()
    for place, name in named:
        if name in seen:
            place.refuse(f"«{name}» уже есть")
        seen.add(name)


def _at(place: Node, name: str) -> Node:
    return Node(None, f"{place.place}.{name}" if place.place else name)
