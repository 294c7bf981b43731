"""How do the indicators of a version compare with those of an earlier one? By what the versions declare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from scoring.models import IndicatorChange, Methodology

Kind = IndicatorChange.Kind
# The worst of several steps rules: a threshold changed once does not come back by staying the same.
GRAVITY = {Kind.SAME: 0, Kind.THRESHOLD: 1, Kind.MEANING: 2}


@dataclass(frozen=True, slots=True)
class Change:
    """One declared line; codes are empty where the indicator is new or gone."""

    code: str
    code_before: str
    kind: str
    note: str

    @property
    def title(self) -> str:
        return str(Kind(self.kind).label)


@dataclass(frozen=True, slots=True)
class Kin:
    """What an indicator was called in the earlier version, and how comparable it is: same, threshold or meaning."""

    code_before: str
    kind: str
    notes: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        return self.kind == Kind.SAME


@dataclass(frozen=True, slots=True)
class Kinship:
    """A version held against an earlier one; `by_code` has no line for what was not there."""

    by_code: Mapping[str, Kin]
    new: frozenset[str]
    gone: frozenset[str]

    @property
    def is_whole(self) -> bool:
        """Whether sums may be compared: every indicator the same, none new, none gone."""
        return not self.gone and not self.new and all(kin.is_same for kin in self.by_code.values())


@dataclass(frozen=True, slots=True)
class Version:
    """A methodology with its declaration; `version_before` is empty for one that follows none."""

    id: int
    name: str
    version_before: str
    changes: tuple[Change, ...]


class Family:
    """The versions of one methodology a municipality may have worked by."""

    def __init__(self, versions: Mapping[str, Version]) -> None:
        self.by_name = versions
        self.by_id = {version.id: version for version in versions.values()}

    def between(self, newer_id: int, older_id: int) -> Kinship | None:
        """Declarations put together, step by step; None when they do not lead from the one to the other.

        Ask only of two different versions: one that follows none declares nothing of itself.
        """
        steps = self._steps(newer_id, older_id)
        if steps is None:
            return None
        newest = self.by_id[newer_id]
        known = {change.code: Kin(change.code, Kind.SAME, ()) for change in newest.changes if change.code}
        every = frozenset(known)
        gone: frozenset[str] = frozenset()
        for version in steps:
            before = {change.code: change for change in version.changes if change.code and change.code_before}
            left = frozenset(change.code_before for change in version.changes if not change.code)
            gone = left | {before[code].code_before for code in gone if code in before}
            known = {
                code: _joined(kin, before[kin.code_before]) for code, kin in known.items() if kin.code_before in before
            }
        return Kinship(known, every - known.keys(), gone)

    def _steps(self, newer_id: int, older_id: int) -> list[Version] | None:
        """The versions whose declarations are walked, newest first."""
        steps, seen = [], set()
        version = self.by_id.get(newer_id)
        while version is not None and version.id != older_id:
            if version.id in seen or not version.version_before:
                return None
            seen.add(version.id)
            steps.append(version)
            version = self.by_name.get(version.version_before)
        return steps if version is not None else None


def _joined(kin: Kin, step: Change) -> Kin:
    kind = max(kin.kind, step.kind, key=lambda kind: GRAVITY[Kind(kind)])
    return Kin(step.code_before, kind, (*kin.notes, *([step.note] if step.note else [])))


def family_of(methodology_id: int) -> Family:
    """2 queries. A municipality's own version stands before a shared one of the same name."""
    own = Methodology.objects.filter(pk=methodology_id)
    mine = Q(municipality=None) | Q(municipality__in=own.values("municipality"))
    rows = Methodology.objects.filter(mine, code__in=own.values("code")).values_list("pk", "version", "municipality_id")
    # A shared version comes first and gives way to the municipality's own.
    chosen = {version: pk for pk, version, _ in sorted(rows, key=lambda row: row[2] is not None)}
    declared: dict[int, list[IndicatorChange]] = defaultdict(list)
    for row in IndicatorChange.objects.filter(methodology__in=chosen.values()).order_by("methodology", "position"):
        declared[row.methodology_id].append(row)
    return Family({name: _version(pk, name, declared[pk]) for name, pk in chosen.items()})


def _version(pk: int, name: str, rows: list[IndicatorChange]) -> Version:
    changes = tuple(Change(row.code, row.code_before, row.kind, row.note) for row in rows)
    return Version(pk, name, rows[0].version_before if rows else "", changes)


def declared_by(methodology_id: int) -> Version | None:
    """What one version declares; None when it follows none (1 query)."""
    rows = list(IndicatorChange.objects.filter(methodology=methodology_id).order_by("position"))
    return _version(methodology_id, "", rows) if rows else None
