"""How are all chains of a day sealed together?"""

from datetime import date

from django.db import connection, transaction
from django.db.models import Count, Max

from journal import chain
from journal.models import JournalEntry, JournalSeal


@transaction.atomic
def seal(*, day: date) -> JournalSeal:
    """Seals everything written so far as of `day`; a day already sealed gives its seal back unchanged."""
    _wait_for_writers()
    last = JournalSeal.objects.order_by("-day").first()
    if last is not None and last.day >= day:
        return JournalSeal.objects.get(day=day)
    sealed = JournalEntry.objects.aggregate(last=Max("id"), count=Count("id"))
    new = JournalSeal(
        day=day,
        last_entry_id=sealed["last"] or 0,
        entry_count=sealed["count"],
        heads_digest=chain.heads_digest(_heads()),
        previous_hash=last.hash if last else chain.START,
    )
    new.hash = chain.seal_hash(new)
    new.save(force_insert=True)
    return new


def _wait_for_writers() -> None:
    """Nothing with a smaller row number may be committed after the seal. SQLite's immediate transaction ensures it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE journal_journalentry, journal_journalseal IN SHARE ROW EXCLUSIVE MODE")


def _heads() -> dict[str, tuple[int, str]]:
    heads = JournalEntry.objects.values("subject").annotate(head=Max("id")).values("head")
    rows = JournalEntry.objects.filter(id__in=heads).values_list("subject", "seq", "hash")
    return {subject: (seq, head) for subject, seq, head in rows.iterator()}
