"""How is an event written down?"""

from datetime import datetime
from typing import Any

from django.db import transaction

from journal import chain
from journal.models import JournalEntry


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
    if at.utcoffset() is None:
        raise ValueError("the journal needs an aware moment")
    entry = JournalEntry(
        municipality_id=municipality_id,
        subject=subject,
        at=at,
        by=by,
        by_name="" if by is None else str(by)[:255],
        action=action,
        target=target,
        old=chain.plain(old),
        new=chain.plain(new),
        reason=reason,
    )
    return _append(entry)


@transaction.atomic(savepoint=False)
def _append(entry: JournalEntry) -> JournalEntry:
    seq, entry.previous_hash = _head(entry.subject)
    entry.seq = seq + 1
    entry.hash = chain.entry_hash(entry)
    entry.save(force_insert=True)
    return entry


def _head(subject: str) -> tuple[int, str]:
    last = JournalEntry.objects.filter(subject=subject).order_by("-seq").values_list("seq", "hash").first()
    return last or (0, chain.START)
