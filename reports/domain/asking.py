"""How is a document asked for: one, many at once, one anew, no longer?

Asking writes a row that waits; the row is its own order, and a duty makes tasks of such rows (docs/adr/0007). Asking
twice is one row: at most one version of a document waits, and a ready one is not made again without a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from journal.domain import record
from monitoring.models import MonitoringCycle
from reports.domain.sending import SENDING
from reports.errors import NothingToMake
from reports.models import DocumentBatch, MadeDocument
from reports.models.made_document import COUNTED
from reports.states import DocumentState
from worker.domain.duties import hasten


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document by what it is about; `reason` says why a ready one is made anew, and is empty for a first one."""

    kind: str
    file_format: str
    school_id: int | None = None
    reason: str = ""

    @property
    def name(self) -> str:
        """The name of its maker: «school_result.pdf»."""
        return f"{self.kind}.{self.file_format}"


@transaction.atomic
def ask(*, cycle: MonitoringCycle, wanted: Wanted, by: User, at: datetime) -> MadeDocument:
    """The version that waits or is ready already, else a new one that waits."""
    locked = _locked(cycle)
    latest = _counted(locked, [wanted]).get(_key(wanted))
    if latest is not None and (latest.is_waiting or not wanted.reason):
        return latest
    made = _create(locked, [wanted], {_key(wanted): latest} if latest else {}, batch=None, by=by, at=at)[0]
    told = {"documents": [wanted.name], "count": 1, "number": made.number, "version": made.version}
    _note(locked, "documents.asked", by, at, new=told, reason=wanted.reason)
    _hasten(at)
    return made


@transaction.atomic
def ask_anew(*, document: MadeDocument, reason: str, by: User, at: datetime) -> MadeDocument:
    """The next version of a ready document; the one that came since it was seen, if one did."""
    wanted = Wanted(document.kind, document.file_format, document.school_id, reason)
    latest = _counted(_locked(document.cycle), [wanted]).get(_key(wanted))
    if latest is not None and latest.pk != document.pk:
        return latest
    return ask(cycle=document.cycle, wanted=wanted, by=by, at=at)


@transaction.atomic
def ask_for_all(
    *, cycle: MonitoringCycle, wanted: Sequence[Wanted], kinds: Sequence[str], by: User, at: datetime
) -> DocumentBatch:
    """One batch of all that neither waits nor is ready; raises NothingToMake when that is nothing."""
    locked = _locked(cycle)
    counted = _counted(locked, wanted)
    lacking = [one for one in wanted if _is_lacking(one, counted.get(_key(one)))]
    if not lacking:
        raise NothingToMake("Составлять нечего: все эти документы уже составлены или составляются.")
    batch = DocumentBatch.objects.create(
        municipality_id=locked.municipality_id,
        cycle=locked,
        kinds=list(kinds),
        schools=len({one.school_id for one in lacking if one.school_id is not None}),
        total=len(lacking),
        asked_by=by,
        asked_at=at,
    )
    _create(locked, lacking, counted, batch=batch, by=by, at=at)
    told = {"documents": list(kinds), "count": len(lacking), "batch": batch.pk}
    _note(locked, "documents.asked", by, at, new=told, reason=next((one.reason for one in lacking if one.reason), ""))
    _hasten(at)
    return batch


@transaction.atomic
def cancel(*, batch: DocumentBatch, by: User, at: datetime) -> int:
    """What of the batch still waits will not be made; how many. What is ready stays. Cancelled twice is once."""
    locked = _locked(batch.cycle)
    fresh = DocumentBatch.objects.select_for_update().get(pk=batch.pk)
    stopped = (
        MadeDocument.objects.waiting()
        .filter(batch=fresh)
        .update(state=DocumentState.CANCELLED, version=None, queued_at=None)
    )
    if not stopped or fresh.cancelled_at is not None:
        return stopped
    fresh.cancelled_by, fresh.cancelled_at = by, at
    fresh.save(update_fields=["cancelled_by", "cancelled_at"])
    _note(locked, "documents.cancelled", by, at, new={"batch": fresh.pk, "count": stopped})
    return stopped


Key = tuple[str, str, int | None]


def _key(one: Wanted | MadeDocument) -> Key:
    return one.kind, one.file_format, one.school_id


def _is_lacking(one: Wanted, latest: MadeDocument | None) -> bool:
    return latest is None or (latest.is_ready and bool(one.reason))


def _locked(cycle: MonitoringCycle) -> MonitoringCycle:
    """Numbers and versions of a year are given out by one at a time, and its journal is written so."""
    return MonitoringCycle.objects.select_for_update().get(pk=cycle.pk)


def _counted(cycle: MonitoringCycle, wanted: Iterable[Wanted]) -> dict[Key, MadeDocument]:
    """The latest version that waits or is ready, by what it is about (1 query)."""
    kinds = {one.kind for one in wanted}
    rows = MadeDocument.objects.of(cycle).filter(kind__in=kinds, state__in=COUNTED).order_by("version")
    return {_key(row): row for row in rows}


def _create(
    cycle: MonitoringCycle,
    wanted: Sequence[Wanted],
    counted: dict[Key, MadeDocument],
    *,
    batch: DocumentBatch | None,
    by: User,
    at: datetime,
) -> list[MadeDocument]:
    """Rows are never removed, so their count gives the next number."""
    first = MadeDocument.objects.of(cycle).count() + 1
    return MadeDocument.objects.bulk_create(
        MadeDocument(
            municipality_id=cycle.municipality_id,
            cycle=cycle,
            kind=one.kind,
            file_format=one.file_format,
            school_id=one.school_id,
            version=_next_version(counted.get(_key(one))),
            number=f"Д-{cycle.school_year}-{cycle.pk:03d}-{number:04d}",
            batch=batch,
            reason=one.reason,
            asked_by=by,
            asked_at=at,
        )
        for number, one in enumerate(wanted, start=first)
    )


def _next_version(latest: MadeDocument | None) -> int:
    return (latest.version or 0) + 1 if latest else 1


def _note(cycle: MonitoringCycle, action: str, by: User, at: datetime, *, new: dict, reason: str = "") -> None:
    record(
        subject=f"cycle:{cycle.pk}",
        municipality_id=cycle.municipality_id,
        action=action,
        by=by,
        at=at,
        new=new,
        reason=reason,
    )


def _hasten(at: datetime) -> None:
    transaction.on_commit(lambda: hasten(SENDING, at=at))
