"""What is the digest of an entry, of all heads, of a seal? Pure: one canonical text, one SHA-256."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder

START = ""  # what the first entry and the first seal name as the one before them


class EntryFields(Protocol):
    """What of an entry is hashed: everything but its row number."""

    municipality_id: int | None
    subject: str
    seq: int
    at: datetime
    by_id: int | None
    by_name: str
    action: str
    target: str
    old: Any
    new: Any
    reason: str
    previous_hash: str


class SealFields(Protocol):
    day: date
    last_entry_id: int
    entry_count: int
    heads_digest: str
    previous_hash: str


def plain(value: Any) -> Any:
    """The value as JSON keeps it in both databases: dates as text, tuples as lists; a float raises TypeError."""
    return _VALUE.decode(_TEXT.encode(value))


def _refuse_float(text: str) -> None:
    # The two databases write a float back differently, which would look like tampering.
    raise TypeError(f"the journal keeps exact values: write {text} as text, an integer or a fraction")


# Made once a process: to make them takes longer than a change of one answer to go through them.
_TEXT = DjangoJSONEncoder()
_VALUE = json.JSONDecoder(parse_float=_refuse_float, parse_constant=_refuse_float)
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def entry_hash(entry: EntryFields) -> str:
    names = ("municipality_id", "subject", "seq", "by_id", "by_name", "action", "target", "old", "new", "reason")
    values = {name: getattr(entry, name) for name in names}
    return _digest(values | {"at": _instant(entry.at), "previous_hash": entry.previous_hash})


def seal_hash(seal: SealFields) -> str:
    names = ("last_entry_id", "entry_count", "heads_digest", "previous_hash")
    values = {name: getattr(seal, name) for name in names}
    return _digest(values | {"day": seal.day.isoformat()})


def heads_digest(heads: Mapping[str, tuple[int, str]]) -> str:
    """The digest of the last (seq, hash) of every subject."""
    return _digest(sorted([subject, seq, head] for subject, (seq, head) in heads.items()))


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _digest(value: Any) -> str:
    canonical = _CANONICAL.encode(value)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
