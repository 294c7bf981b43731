"""How do tests get a document that waits or is ready, without printing one?"""

from __future__ import annotations

from monitoring.tests import stories
from reports.domain.asking import Wanted, ask
from reports.domain.document_files import keep
from reports.domain.finishing import Finished, finish
from reports.models import MadeDocument

STATEMENT = Wanted("statement", "pdf")
DIGEST = "ab" * 32


def asked(year, wanted: Wanted = STATEMENT, *, at=stories.NOW) -> MadeDocument:
    return ask(cycle=year.cycle, wanted=wanted, by=year.methodologist, at=at)


def of_school(expert_map, kind: str = "school_result", reason: str = "") -> Wanted:
    return Wanted(kind, "pdf", expert_map.school_id, reason)


def done(document: MadeDocument, content: bytes = b"%PDF-1.7 made", *, at=stories.NOW, **changes) -> MadeDocument:
    """Finished with these bytes."""
    said = {"title": "Справка", "approved": False, "results_digest": DIGEST, "made_at": at} | changes
    assert finish(document_id=document.pk, finished=Finished(keep(document, content), **said), at=at) is True
    return MadeDocument.objects.with_context().get(pk=document.pk)
