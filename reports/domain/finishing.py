"""How does a document that waits become ready, once, or is given up?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from journal.domain import record
from monitoring.models import MonitoringCycle
from prepared import PreparedQuery
from reports.domain.document_files import StoredPaper, clear_others, discard
from reports.models import MadeDocument
from reports.states import DocumentState

# A try ends without a word when its worker is killed: so many ends, and the document itself is taken for the cause.
MOST_TRIES = 3
KILLED_TOO_OFTEN = (
    "Документ начинали составлять несколько раз, и каждый раз работа обрывалась. Попробуйте составить его ещё раз; "
    "если не получится, сообщите тому, кто обслуживает систему."
)
LOCKED = PreparedQuery[tuple](
    lambda document_id: MadeDocument.objects.select_for_update().filter(pk=document_id).values_list("pk")
)


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of the making. `made_at` is the moment the results were read, and stands on the paper."""

    paper: StoredPaper
    title: str
    approved: bool
    results_digest: str
    made_at: datetime


@transaction.atomic
def begin(*, document_id: int, at: datetime) -> MadeDocument | None:
    """The document, for one more try; None when it no longer waits, or has had tries enough and is given up."""
    document = _locked(document_id)
    if document is None:
        return None
    if document.tries >= MOST_TRIES:
        _fail(document, KILLED_TOO_OFTEN, at)
        return None
    document.tries += 1
    document.save(update_fields=["tries"])
    return MadeDocument.objects.with_context().get(pk=document_id)


def finish(*, document_id: int, finished: Finished, at: datetime) -> bool:
    """Ready and frozen from now on. False, and the file is gone, when it was cancelled or finished by another."""
    if not _freeze(document_id, finished, at):
        _discard_unless_kept(document_id, finished.paper)
        return False
    clear_others(finished.paper.name)
    return True


@transaction.atomic
def fail(*, document_id: int, failure: str, at: datetime) -> bool:
    """Given up, with a sentence for people; nobody else waits for it."""
    document = _locked(document_id)
    if document is None:
        return False
    _fail(document, failure, at)
    return True


@transaction.atomic
def note_taking(*, document: MadeDocument, by: User, at: datetime) -> None:
    """Somebody took the file away."""
    LOCKED(document_id=document.pk)
    _note(document, "document.taken", by, at, {"number": document.number})


@transaction.atomic
def note_taking_all(*, cycle: MonitoringCycle, count: int, by: User, at: datetime) -> None:
    """Somebody took the files of a year away together."""
    MonitoringCycle.objects.select_for_update().only("pk").get(pk=cycle.pk)
    subject, place = f"cycle:{cycle.pk}", cycle.municipality_id
    record(subject=subject, municipality_id=place, action="documents.taken", by=by, at=at, new={"count": count})


def _locked(document_id: int) -> MadeDocument | None:
    return MadeDocument.objects.waiting().select_for_update().filter(pk=document_id).first()


@transaction.atomic
def _freeze(document_id: int, finished: Finished, at: datetime) -> bool:
    document = _locked(document_id)
    if document is None:
        return False
    paper = finished.paper
    document.state, document.queued_at = DocumentState.READY, None
    document.made_at, document.approved, document.title = finished.made_at, finished.approved, finished.title
    document.sha256, document.size, document.stored_name = paper.sha256, paper.size, paper.name
    document.results_digest = finished.results_digest
    document.save()
    told = {
        "number": document.number,
        "version": document.version,
        "title": document.title,
        "sha256": paper.sha256,
        "results": finished.results_digest,
        "approved": finished.approved,
    }
    _note(document, "document.made", document.asked_by, at, told)
    return True


def _fail(document: MadeDocument, failure: str, at: datetime) -> None:
    document.state, document.version, document.queued_at = DocumentState.FAILED, None, None
    document.failure = failure
    document.save(update_fields=["state", "version", "queued_at", "failure"])
    _note(document, "document.failed", document.asked_by, at, {"number": document.number, "why": failure})


def _note(document: MadeDocument, action: str, by: User, at: datetime, new: dict) -> None:
    subject = document.subject
    record(subject=subject, municipality_id=document.municipality_id, action=action, by=by, at=at, new=new)


def _discard_unless_kept(document_id: int, paper: StoredPaper) -> None:
    if not MadeDocument.objects.filter(pk=document_id, stored_name=paper.name).exists():
        discard(paper)
