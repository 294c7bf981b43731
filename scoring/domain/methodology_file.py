"""What stands in a methodology's file? Plain records, read strictly; agreement between them is checked next door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schools.models import REFERENCE_FIELDS
from scoring.domain.strict_json import Node, parse
from scoring.engine.types import Kind, Level
from scoring.models import EffectivenessBand, IndicatorChange, Quantity

LEVELS = [level.value for level in Level]
KINDS = [kind.value for kind in Kind]
KEY, KEY_EXAMPLE = r"[a-z][a-z0-9_-]*", "pupils_8_9"
CODE, CODE_EXAMPLE = r"[0-9]{1,3}\.[0-9]{1,3}", "1.2"

Unit = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ActRecord:
    kind: str
    title: str
    number: str
    date: date | None
    note: str


@dataclass(frozen=True, slots=True)
class BandRecord:
    place: Node
    key: str
    title: str
    share_from: int
    annex_from: int
    annex_to: int


@dataclass(frozen=True, slots=True)
class QuantityRecord:
    place: Node
    key: str
    title: str
    unit: Unit
    reference_field: str
    snapshot: str
    sum_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartRecord:
    key: str
    label: str
    level: str


@dataclass(frozen=True, slots=True)
class IndicatorRecord:
    place: Node
    code: str
    short_title: str
    wording: str
    method: str
    periodicity: str
    sources: str
    clarification: str
    recommendation: str
    kind: Kind
    threshold: int | None
    unit: Unit | None
    numerator_label: str
    denominator: str | None
    owns_denominator: bool
    levels: tuple[str, ...]
    parts: tuple[PartRecord, ...]
    zero_unless: str | None


@dataclass(frozen=True, slots=True)
class CriterionRecord:
    place: Node
    number: int
    title: str
    short_title: str
    maximum: int
    indicators: tuple[IndicatorRecord, ...]


@dataclass(frozen=True, slots=True)
class DirectionRecord:
    title: str
    criteria: tuple[CriterionRecord, ...]


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """How an indicator compares with the version before; a new one has no code before, a gone one none of its own."""

    place: Node
    code: str | None
    code_before: str | None
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class FollowsRecord:
    place: Node
    version: str
    changes: tuple[ChangeRecord, ...]


@dataclass(frozen=True, slots=True)
class MethodologyRecord:
    """A whole file. `place` of the root and of the parts lets later checks name where the fault is."""

    place: Node
    code: str
    version: str
    title: str
    act: ActRecord
    applies_scale_note: str
    bands: tuple[BandRecord, ...]
    quantities: tuple[QuantityRecord, ...]
    directions: tuple[DirectionRecord, ...]
    follows: FollowsRecord | None

    @property
    def criteria(self) -> list[CriterionRecord]:
        return [criterion for direction in self.directions for criterion in direction.criteria]

    @property
    def indicators(self) -> list[IndicatorRecord]:
        return [indicator for criterion in self.criteria for indicator in criterion.indicators]


def read(content: bytes) -> MethodologyRecord:
    """Read a file; raises MethodologyFileError with the place of the first fault."""
    root = parse(content)
    field = root.fields(
        "code", "version", "title", "act", "applies_scale_note", "bands", "quantities", "directions",
        optional=("follows",),
    )  # fmt: skip
    return MethodologyRecord(
        place=root,
        code=field["code"].matching(KEY, "ekaterinburg"),
        version=field["version"].text(longest=32),
        title=field["title"].text(longest=300),
        act=_act(field["act"]),
        applies_scale_note=field["applies_scale_note"].text(blank=True),
        bands=tuple(_band(node) for node in field["bands"].items(least=1)),
        quantities=tuple(_quantity(node) for node in field["quantities"].items()),
        directions=tuple(_direction(node) for node in field["directions"].items(least=1)),
        follows=_follows(field["follows"]) if "follows" in field else None,
    )


def _follows(node: Node) -> FollowsRecord:
    field = node.fields("version", "changes")
    return FollowsRecord(
        place=node,
        version=field["version"].text(longest=32),
        changes=tuple(_change(item) for item in field["changes"].items(least=1)),
    )


def _change(node: Node) -> ChangeRecord:
    field = node.fields("code", "before", "change", "note")
    kind = field["change"].choice(IndicatorChange.Kind.values)
    code, before = _code_or_none(field["code"]), _code_or_none(field["before"])
    if (code is None) != (kind == IndicatorChange.Kind.GONE):
        field["code"].refuse("своего кода нет только у исключённого показателя (gone)")
    if (before is None) != (kind == IndicatorChange.Kind.NEW):
        field["before"].refuse("прежнего кода нет только у нового показателя (new)")
    # What changed in meaning is told to readers in words: nothing else can tell them.
    note = field["note"].text(blank=kind != IndicatorChange.Kind.MEANING)
    return ChangeRecord(place=node, code=code, code_before=before, kind=kind, note=note)


def _act(node: Node) -> ActRecord:
    field = node.fields("kind", "title", "number", "date", "note")
    return ActRecord(
        kind=field["kind"].text(longest=100),
        title=field["title"].text(longest=500),
        number=field["number"].text(longest=64, blank=True),
        date=field["date"].day(),
        note=field["note"].text(blank=True),
    )


def _band(node: Node) -> BandRecord:
    field = node.fields("key", "title", "share_from", "annex_from", "annex_to")
    return BandRecord(
        place=node,
        key=field["key"].choice(EffectivenessBand.Key.values),
        title=field["title"].text(longest=60),
        share_from=field["share_from"].integer(0, 100),
        annex_from=field["annex_from"].integer(0, 10_000),
        annex_to=field["annex_to"].integer(0, 10_000),
    )


def _quantity(node: Node) -> QuantityRecord:
    field = node.fields("key", "title", "unit", "reference_field", "snapshot", "sum_of")
    return QuantityRecord(
        place=node,
        key=field["key"].matching(KEY, KEY_EXAMPLE),
        title=field["title"].text(longest=200),
        unit=_unit(field["unit"]),
        reference_field=field["reference_field"].choice(REFERENCE_FIELDS, blank=True),
        snapshot=field["snapshot"].choice(Quantity.Snapshot.values),
        sum_of=tuple(item.matching(KEY, KEY_EXAMPLE) for item in field["sum_of"].items()),
    )


def _direction(node: Node) -> DirectionRecord:
    field = node.fields("title", "criteria")
    return DirectionRecord(
        title=field["title"].text(longest=500),
        criteria=tuple(_criterion(item) for item in field["criteria"].items(least=1)),
    )


def _criterion(node: Node) -> CriterionRecord:
    field = node.fields("number", "title", "short_title", "maximum", "indicators")
    return CriterionRecord(
        place=node,
        number=field["number"].integer(1, 999),
        title=field["title"].text(longest=500),
        short_title=field["short_title"].text(longest=120),
        maximum=field["maximum"].integer(1, 999),
        indicators=tuple(_indicator(item) for item in field["indicators"].items(least=1)),
    )


OFFICIAL = ("wording", "method", "periodicity", "sources")
OURS = ("short_title", "clarification", "recommendation")
COUNTED = ("kind", "threshold", "unit", "numerator_label", "denominator", "owns_denominator")
CONDITIONS = ("levels", "parts", "zero_unless")


def _indicator(node: Node) -> IndicatorRecord:
    field = node.fields("code", *OFFICIAL, *OURS, *COUNTED, *CONDITIONS)
    kind = Kind(field["kind"].choice(KINDS))
    is_share = kind is Kind.SHARE
    if not is_share:
        for name in COUNTED[1:]:
            field[name].absent("у факта этого поля нет: оставьте null, false или пустой текст")
    return IndicatorRecord(
        place=node,
        code=field["code"].matching(CODE, CODE_EXAMPLE),
        short_title=field["short_title"].text(longest=120),
        wording=field["wording"].text(),
        method=field["method"].text(),
        periodicity=field["periodicity"].text(longest=200),
        sources=field["sources"].text(),
        clarification=field["clarification"].text(blank=True),
        recommendation=field["recommendation"].text(blank=True),
        kind=kind,
        threshold=field["threshold"].integer(1, 100) if is_share else None,
        unit=_unit(field["unit"]) if is_share else None,
        numerator_label=field["numerator_label"].text(longest=120, blank=not is_share),
        denominator=field["denominator"].matching(KEY, KEY_EXAMPLE) if is_share else None,
        owns_denominator=field["owns_denominator"].flag(),
        levels=tuple(item.choice(LEVELS) for item in field["levels"].items(least=1)),
        parts=tuple(_part(item) for item in field["parts"].items()),
        zero_unless=_code_or_none(field["zero_unless"]),
    )


def _part(node: Node) -> PartRecord:
    field = node.fields("key", "label", "level")
    return PartRecord(
        key=field["key"].matching(KEY, "noo"),
        label=field["label"].text(longest=60),
        level=field["level"].choice(LEVELS),
    )


def _unit(node: Node) -> Unit:
    words = [item.text(longest=120) for item in node.items()]
    if len(words) != 3:
        node.refuse("нужны три формы слова в родительном падеже: после 1, 2 и 5")
    return words[0], words[1], words[2]


def _code_or_none(node: Node) -> str | None:
    return None if node.value is None else node.matching(CODE, CODE_EXAMPLE)
