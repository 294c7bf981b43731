"""What did the school change between two signatures of its map?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FIELDS = ("numerator", "denominator", "fact", "parts", "note")


@dataclass(frozen=True, slots=True)
class Change:
    """One resubmitted claim: old and new of the fields that differ, titles of evidence added and removed."""

    old: dict[str, Any]
    new: dict[str, Any]
    added: tuple[str, ...]
    removed: tuple[str, ...]


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Change]:
    """{code: change} of what differs between two frozen contents (domain.submission.frozen_content)."""
    earlier = {row["code"]: row for row in before["answers"]}
    found = {row["code"]: _change(earlier[row["code"]], row) for row in after["answers"] if row["code"] in earlier}
    return {code: change for code, change in found.items() if change is not None}


def _change(before: Mapping[str, Any], after: Mapping[str, Any]) -> Change | None:
    differ = [field for field in FIELDS if before[field] != after[field]]
    added, removed = _titles(after, before), _titles(before, after)
    if not (differ or added or removed):
        return None
    old, new = ({field: row[field] for field in differ} for row in (before, after))
    return Change(old, new, added, removed)


def _titles(of: Mapping[str, Any], less: Mapping[str, Any]) -> tuple[str, ...]:
    """Titles of the pieces of the one claim that the other has not; a new date makes it another piece."""
    known = [_mark(piece) for piece in less["evidence"]]
    return tuple(piece["title"] for piece in of["evidence"] if _mark(piece) not in known)


def _mark(piece: Mapping[str, Any]) -> Sequence[Any]:
    return (piece["sha256"] or piece["url"], piece["dated"])
