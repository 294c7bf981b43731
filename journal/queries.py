"""What does the journal say, and is it whole?"""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from journal import chain
from journal.models import JournalEntry, JournalSeal


@dataclass(frozen=True)
class Fault:
    """A place in the journal that does not agree with its neighbours."""

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


def entries_for(subject: str) -> QuerySet[JournalEntry]:
    """The life of one subject, from its first entry on. Names need no join: `by_name` is of the moment."""
    return JournalEntry.objects.filter(subject=subject).order_by("seq")


def verify(*, expected_seal: str = "") -> list[Fault]:
    """Every fault of the whole journal, in the order found; empty when it is whole.

    expected_seal: the hash of a seal kept outside the database. It proves that even the last seal was not removed
    and that nothing before it was rewritten together with its hashes. What was written after the last seal is
    protected by the triggers alone: whoever drops them could rewrite it whole.
    """
    walk = _Walk()
    seals = list(JournalSeal.objects.order_by("day"))
    entries = JournalEntry.objects.order_by("id").iterator(chunk_size=2000)
    pending = iter(seals)
    seal = next(pending, None)
    for entry in entries:
        while seal is not None and entry.pk > seal.last_entry_id:
            walk.check_seal(seal)
            seal = next(pending, None)
        walk.check_entry(entry)
    while seal is not None:
        walk.check_seal(seal)
        seal = next(pending, None)
    if expected_seal and expected_seal not in {seal.hash for seal in seals}:
        walk.fault("пломбы", f"нет пломбы {expected_seal}")
    return walk.faults


@dataclass
class _Walk:
    """One pass over the entries in the order they were written, stopping at every seal."""

    faults: list[Fault] = field(default_factory=list)
    heads: dict[str, tuple[int, str]] = field(default_factory=dict)
    count: int = 0
    last_seal: str = chain.START

    def fault(self, place: str, what: str) -> None:
        self.faults.append(Fault(place, what))

    def check_entry(self, entry: JournalEntry) -> None:
        place = f"{entry.subject} № {entry.seq}"
        seq, head = self.heads.get(entry.subject, (0, chain.START))
        if entry.seq != seq + 1:
            self.fault(place, f"следует за № {seq}")
        if entry.previous_hash != head:
            self.fault(place, "не продолжает предыдущую запись")
        if entry.hash != chain.entry_hash(entry):
            self.fault(place, "изменено после записи")
        self.heads[entry.subject] = (entry.seq, entry.hash)
        self.count += 1

    def check_seal(self, seal: JournalSeal) -> None:
        place = f"пломба за {seal.day.isoformat()}"
        if seal.previous_hash != self.last_seal:
            self.fault(place, "не продолжает предыдущую пломбу")
        if seal.hash != chain.seal_hash(seal):
            self.fault(place, "изменена после того, как поставлена")
        if seal.entry_count != self.count:
            self.fault(place, f"под пломбой записей {seal.entry_count}, а здесь их {self.count}")
        if seal.heads_digest != chain.heads_digest(self.heads):
            self.fault(place, "под пломбой не те записи, что здесь")
        self.last_seal = seal.hash
