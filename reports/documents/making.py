"""How does a document that waits become a file? Safe to run again from the start, and side by side with itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from reports.contexts.proof import proof_of
from reports.documents.kinds import maker_of
from reports.documents.makers import Paper, Subject
from reports.domain.document_files import keep
from reports.domain.finishing import Finished, begin, fail, finish
from reports.errors import NoPaper
from reports.models import MadeDocument
from reports.queries.cycles import cycle_as_it_is
from reports.queries.results_digest import digest_for

# Results that change while they are printed are read again; so often in a row they never did.
READINGS = 5
RESTLESS = "Результаты менялись, пока составлялся документ. Составьте его ещё раз, когда работа над картами закончится."


def make(*, document_id: int, now: Callable[[], datetime]) -> bool:
    """Whether this run made it ready. A document that is not to be is failed with its sentence, and nobody stops."""
    document = begin(document_id=document_id, at=now())
    if document is None:
        return False
    try:
        finished = _printed(document, now)
    except NoPaper as refusal:
        fail(document_id=document_id, failure=str(refusal), at=now())
        return False
    return finish(document_id=document_id, finished=finished, at=now())


def _printed(document: MadeDocument, now: Callable[[], datetime]) -> Finished:
    """Printed from results that were the same before and after; no lock is held meanwhile."""
    for _ in range(READINGS):
        at, cycle = now(), cycle_as_it_is(document.cycle_id)
        before = digest_for(cycle, document.school_id, document.kind)
        paper = _paper(document, Subject(cycle, document.school_id, proof_of(document), at))
        cycle = cycle_as_it_is(document.cycle_id)
        if digest_for(cycle, document.school_id, document.kind) == before:
            stored = keep(document, paper.content)
            return Finished(stored, paper.title[:300], paper.approved, before, at)
    raise NoPaper(RESTLESS)


def _paper(document: MadeDocument, subject: Subject) -> Paper:
    return maker_of(document.kind, document.file_format)(subject)
