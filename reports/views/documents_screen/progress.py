"""How far has the making come: of the last batch, and of documents asked for one by one?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from monitoring.models import MonitoringCycle
from reports.documents.kinds import named
from reports.models import DocumentBatch
from reports.queries.made_documents import Progress, last_batch, nobody_works, progress_of, waiting_alone


@dataclass(frozen=True, slots=True)
class BatchProgress:
    """The last batch; `titles` are its documents in words, `archive` the query of the address of their ZIP."""

    batch: DocumentBatch
    progress: Progress
    titles: str
    archive: str

    @property
    def percent(self) -> int:
        return 100 * self.progress.settled // self.progress.total

    @property
    def not_made(self) -> int:
        """What was stopped before its turn came."""
        return self.progress.settled - self.progress.ready - self.progress.failed


def progress_context(cycle: MonitoringCycle, at: datetime) -> dict[str, Any]:
    """`batch_progress` or None, `alone` (documents waiting by themselves), `is_running`, `is_idle`: 2 to 4 queries."""
    batch, alone = last_batch(cycle), list(waiting_alone(cycle))
    of_batch = _of_batch(batch) if batch else None
    waits = [row.asked_at for row in alone]
    if of_batch is not None and of_batch.progress.waiting:
        waits.append(of_batch.batch.asked_at)
    return {
        "batch_progress": of_batch,
        "alone": len(alone),
        "is_running": bool(waits),
        "is_idle": nobody_works(waits, at),
    }


def _of_batch(batch: DocumentBatch) -> BatchProgress:
    pairs = [pair for pair in map(named, batch.kinds) if pair is not None]
    titles = ", ".join(f"«{kind.title}»" for kind, _ in pairs)
    archive = urlencode([("what", name) for name in batch.kinds])
    return BatchProgress(batch, progress_of(batch.documents.all(), batch.total), titles, archive)
