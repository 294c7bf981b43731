"""How does a methodology get into the database, and when does it stop changing?"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from django.db import transaction

from schools.models import Municipality
from scoring.domain.methodology_checks import check
from scoring.domain.methodology_file import IndicatorRecord, MethodologyRecord, QuantityRecord, Unit, read
from scoring.domain.methodology_succession import check_succession, create_changes
from scoring.domain.strict_json import Node
from scoring.errors import MethodologyFrozen
from scoring.models import Criterion, Direction, EffectivenessBand, Indicator, Methodology, Quantity


class Change(StrEnum):
    CREATED = "created"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


class Loaded(NamedTuple):
    methodology: Methodology
    change: Change


@transaction.atomic
def load(*, content: bytes, municipality: Municipality | None = None, at: datetime) -> Loaded:
    """Load a file's bytes as a preset, or as a municipality's own methodology.

    The same content again changes nothing; other content replaces a version no cycle uses yet. Raises
    MethodologyFileError with the place of the fault, or MethodologyFrozen.
    """
    record = read(content)
    check(record)
    check_succession(record, municipality)
    digest = _digest(record.place)
    known = Methodology.objects.select_for_update().filter(
        municipality=municipality, code=record.code, version=record.version
    )
    methodology = known.first()
    if methodology is None:
        return Loaded(_create(record, digest, municipality, at), Change.CREATED)
    if methodology.source_digest == digest:
        return Loaded(methodology, Change.UNCHANGED)
    if methodology.is_frozen:
        raise MethodologyFrozen(methodology.title, methodology.version)
    methodology.indicators.all().delete()  # first: they protect their quantities
    methodology.delete()
    return Loaded(_create(record, digest, municipality, at), Change.REPLACED)


@transaction.atomic
def load_missing(*, content: bytes, at: datetime) -> Methodology | None:
    """Load a preset whose version is not here yet; a version that is here stays as it is, and the answer is None."""
    record = read(content)
    if Methodology.objects.filter(municipality=None, code=record.code, version=record.version).exists():
        return None
    return load(content=content, at=at).methodology


@transaction.atomic
def freeze(*, methodology: Methodology, at: datetime) -> Methodology:
    """Mark the first use by a cycle; from here on database triggers refuse every change. Freezing again is harmless."""
    Methodology.objects.filter(pk=methodology.pk, frozen_at__isnull=True).update(frozen_at=at)
    methodology.refresh_from_db()
    return methodology


def _digest(root: Node) -> str:
    canonical = json.dumps(root.value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _create(record: MethodologyRecord, digest: str, municipality: Municipality | None, at: datetime) -> Methodology:
    methodology = Methodology.objects.create(
        municipality=municipality,
        code=record.code,
        version=record.version,
        title=record.title,
        act_kind=record.act.kind,
        act_title=record.act.title,
        act_number=record.act.number,
        act_date=record.act.date,
        act_note=record.act.note,
        applies_scale_note=record.applies_scale_note,
        source_digest=digest,
        created_at=at,
    )
    _create_bands(methodology, record)
    quantities = {item.key: _create_quantity(methodology, item) for item in record.quantities}
    _create_directions(methodology, record, quantities)
    create_changes(methodology, record)
    return methodology


def _create_bands(methodology: Methodology, record: MethodologyRecord) -> None:
    EffectivenessBand.objects.bulk_create(
        EffectivenessBand(
            methodology=methodology,
            position=position,
            key=band.key,
            title=band.title,
            share_from=band.share_from,
            annex_from=band.annex_from,
            annex_to=band.annex_to,
        )
        for position, band in enumerate(record.bands, start=1)
    )


def _create_quantity(methodology: Methodology, record: QuantityRecord) -> Quantity:
    return Quantity.objects.create(
        methodology=methodology,
        key=record.key,
        title=record.title,
        reference_field=record.reference_field,
        snapshot=record.snapshot,
        sum_of=list(record.sum_of),
        **_unit_columns(record.unit),
    )


def _create_directions(methodology: Methodology, record: MethodologyRecord, quantities: dict[str, Quantity]) -> None:
    indicators: list[Indicator] = []
    for place, direction in enumerate(record.directions, start=1):
        row = Direction.objects.create(methodology=methodology, position=place, title=direction.title)
        for criterion in direction.criteria:
            section = Criterion.objects.create(
                methodology=methodology,
                direction=row,
                number=criterion.number,
                title=criterion.title,
                short_title=criterion.short_title,
                maximum=criterion.maximum,
            )
            for item in criterion.indicators:
                indicators.append(_indicator(section, len(indicators) + 1, item, quantities))
    Indicator.objects.bulk_create(indicators)


def _indicator(
    criterion: Criterion, position: int, record: IndicatorRecord, quantities: dict[str, Quantity]
) -> Indicator:
    return Indicator(
        methodology=criterion.methodology,
        criterion=criterion,
        position=position,
        code=record.code,
        short_title=record.short_title,
        wording=record.wording,
        method=record.method,
        periodicity=record.periodicity,
        sources=record.sources,
        clarification=record.clarification,
        recommendation=record.recommendation,
        kind=record.kind.value,
        threshold=record.threshold,
        numerator_label=record.numerator_label,
        denominator=quantities[record.denominator] if record.denominator else None,
        owns_denominator=record.owns_denominator,
        levels=list(record.levels),
        parts=[asdict(part) for part in record.parts],
        zero_unless=record.zero_unless or "",
        **(_unit_columns(record.unit) if record.unit else {}),
    )


def _unit_columns(unit: Unit) -> dict[str, str]:
    return {"unit_one": unit[0], "unit_few": unit[1], "unit_many": unit[2]}
