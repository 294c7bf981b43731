"""How a view gets its document or batch: what a stranger may not see answers 404 like what is absent."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

from monitoring.queries.lookup import cycle_of
from reports.models import DocumentBatch, MadeDocument
from reports.queries.made_documents import batch_by_id, document_by_id
from schools.access import found_for


def document_for(check: Callable[..., None]) -> Callable:
    """Decorator: turns `document_id` into `document`, then checks permission by its year."""
    return _found_by(document_by_id, "document", check)


def batch_for(check: Callable[..., None]) -> Callable:
    """Decorator: turns `batch_id` into `batch`, then checks permission by its year."""
    return _found_by(batch_by_id, "batch", check)


def _found_by(
    find: Callable[[int], MadeDocument | DocumentBatch | None], name: str, check: Callable[..., None]
) -> Callable:
    def found(user, pk: int) -> MadeDocument | DocumentBatch | None:
        row = find(pk)
        # The year as this person may see it: what their second reading hides goes with it.
        cycle = cycle_of(user, row.cycle_id) if row else None
        if row is None or cycle is None:
            return None
        row.cycle = cycle
        return row

    return found_for(name, found, check, of=attrgetter("cycle"))
