"""Which verbs write the journal? `record` for every event, `seal` once a day."""

from journal.domain.record import record
from journal.domain.seal import seal

__all__ = ["record", "seal"]
