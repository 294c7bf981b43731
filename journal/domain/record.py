"""How is an event written down?"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from journal import chain
from journal.models import JournalEntry
from prepared import PreparedInsert, PreparedQuery

HEAD = PreparedQuery[tuple[int, str]](
    lambda subject: JournalEntry.objects.filter(subject=subject).order_by("-seq").values_list("seq", "hash")[:1]
)
APPEND_ONE = PreparedInsert(JournalEntry)


def record(
    *,
    subject: str,
    municipality_id: int | None,
    action: str,
    by: Any,
    at: datetime,
    target: str = "",
    old: Any = None,
    new: Any = None,
    reason: str = "",
) -> JournalEntry:
    """Appends one entry to the chain of its subject, in the transaction of the verb that calls it.

    subject: kind and number, "map:17". by: a User, whose str() is kept as the name of the moment; None for the
    system itself. at: aware, the moment of receipt. old, new: JSON values without floats; dates become text.
    Two queries. The verb holds the lock of the subject's row; two writers without it meet the unique
    constraint (IntegrityError) rather than fork the chain.
    """
    change = {"target": target, "old": old, "new": new, "reason": reason}
    (entry,) = record_each(
        subject=subject, municipality_id=municipality_id, action=action, by=by, at=at, changes=[change]
    )
    return entry


def record_each(
    *,
    subject: str,
    municipality_id: int | None,
    action: str,
    by: Any,
    at: datetime,
    changes: Iterable[Mapping[str, Any]],
) -> list[JournalEntry]:
    """An entry for each change of the same moment, one after the other in the chain; two queries for all of them.

    A change holds what differs: target, old, new, reason, each as in `record`.
    """
    if at.utcoffset() is None:
        raise ValueError("the journal needs an aware moment")
    by_name = "" if by is None else str(by)[:255]
    entries = [
        JournalEntry(
            municipality_id=municipality_id,
            subject=subject,
            at=at,
            by=by,
            by_name=by_name,
            action=action,
            target=change.get("target", ""),
            old=chain.plain(change.get("old")),
            new=chain.plain(change.get("new")),
            reason=change.get("reason", ""),
        )
        for change in changes
    ]
    return _append(subject, entries)


@transaction.atomic(savepoint=False)
def _append(subject: str, entries: list[JournalEntry]) -> list[JournalEntry]:
    seq, last_hash = _head(subject)
    for entry in entries:
        seq += 1
        entry.seq, entry.previous_hash = seq, last_hash
        entry.hash = last_hash = chain.entry_hash(entry)
    if len(entries) == 1:
        APPEND_ONE(entries[0])
        return entries
    return JournalEntry.objects.bulk_create(entries)


def _head(subject: str) -> tuple[int, str]:
    return HEAD.first(subject=subject) or (0, chain.START)
