"""Which documents were asked for and made?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.models.submission import CODE_LENGTH, CODE_SIGNS
from prepared import PreparedQuery
from reports.models import DocumentBatch, MadeDocument
from reports.states import DocumentState, FileFormat
from worker.models import Heartbeat

# A document that waits longer than this while no worker has beaten: nobody is there to make it.
SILENCE = timedelta(minutes=3)

Key = tuple[str, str, int | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """The last that was asked for about one subject, unless it was cancelled, and the last that is ready."""

    last: MadeDocument | None = None
    ready: MadeDocument | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far documents that were asked for together have come."""

    total: int
    ready: int
    failed: int
    waiting: int

    @property
    def settled(self) -> int:
        """What nobody works on any more; cancelled ones among them."""
        return self.total - self.waiting


def ready_by_code(code: str) -> MadeDocument | None:
    """The document that bears that word, with its year and municipality (at most 1 query)."""
    if len(code) != CODE_LENGTH or set(code) - set(CODE_SIGNS):
        return None
    return MadeDocument.objects.ready().with_context().filter(code=code).first()


def standings(cycle: MonitoringCycle) -> dict[Key, Standing]:
    """By kind, format and school (1 query)."""
    rows = MadeDocument.objects.of(cycle).exclude(state=DocumentState.CANCELLED).order_by("pk")
    found: dict[Key, Standing] = {}
    for row in rows:
        key = (row.kind, row.file_format, row.school_id)
        before = found.get(key, Standing())
        found[key] = Standing(row, row if row.is_ready else before.ready)
    return found


def maps_in_order(cycle: MonitoringCycle) -> QuerySet[ExpertMap]:
    """Every school's map of the year, with the school, in natural order."""
    return ExpertMap.objects.of(cycle).select_related("school").in_natural_order()


def versions_of(document: MadeDocument) -> list[MadeDocument]:
    """Every version of the same document, the latest first, with who asked for it."""
    same = {"cycle": document.cycle_id, "kind": document.kind, "file_format": document.file_format}
    rows = MadeDocument.objects.filter(school=document.school_id, **same).select_related("asked_by", "municipality")
    return list(rows.order_by("-pk"))


def issued_to(expert_map: ExpertMap) -> QuerySet[MadeDocument]:
    """Ready versions of documents about that school's year, made from approved results; the latest first.

    What is made to be edited before it is signed is the department's own.
    """
    rows = MadeDocument.objects.of(expert_map.cycle).ready().filter(school=expert_map.school_id, approved=True)
    return rows.filter(file_format=FileFormat.PDF).order_by("kind", "-version")


DOCUMENT = PreparedQuery[MadeDocument](
    lambda document_id: MadeDocument.objects.select_related("school").filter(pk=document_id)
)


def document_by_id(document_id: int) -> MadeDocument | None:
    """With its school; its year is given to whoever may see it, and need not be read twice."""
    return DOCUMENT.first(document_id=document_id)


def latest_ready(cycle: MonitoringCycle, names: Collection[str]) -> list[MadeDocument]:
    """The last ready version of every document of those makers («card.pdf»), in natural order of schools (1 query)."""
    rows = MadeDocument.objects.of(cycle).ready().select_related("school").order_by("school__sort_key", "pk")
    wanted = (row for row in rows if f"{row.kind}.{row.file_format}" in names)
    return list({(row.kind, row.file_format, row.school_id): row for row in wanted}.values())


def last_batch(cycle: MonitoringCycle) -> DocumentBatch | None:
    return DocumentBatch.objects.filter(cycle=cycle).select_related("asked_by", "cancelled_by").first()


def batch_by_id(batch_id: int) -> DocumentBatch | None:
    return DocumentBatch.objects.select_related("cycle").filter(pk=batch_id).first()


def progress_of(documents: QuerySet[MadeDocument], total: int | None = None) -> Progress:
    """1 query."""
    states = {"ready": DocumentState.READY, "failed": DocumentState.FAILED, "waiting": DocumentState.WAITING}
    counts = {name: Count("pk", filter=Q(state=state)) for name, state in states.items()}
    found = documents.order_by().aggregate(everything=Count("pk"), **counts)
    everything = found.pop("everything")
    return Progress(total=everything if total is None else total, **found)


def waiting_alone(cycle: MonitoringCycle) -> QuerySet[MadeDocument]:
    """Asked for one by one, and not there yet."""
    return MadeDocument.objects.of(cycle).waiting().filter(batch=None)


def nobody_works(asked_at: Iterable[datetime], at: datetime) -> bool:
    """Whether something waits for long and no worker has been alive since (at most 1 query)."""
    oldest = min(asked_at, default=None)
    if oldest is None or oldest > at - SILENCE:
        return False
    return not Heartbeat.objects.filter(beat_at__gt=at - SILENCE).exists()
