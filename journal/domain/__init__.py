"""Which verbs write the journal? `record` for every event (`record_each` for many of one moment), `seal` once a day."""

from journal.domain.record import record, record_each
from journal.domain.seal import seal

__all__ = ["record", "record_each", "seal"]
