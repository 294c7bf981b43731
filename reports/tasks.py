"""What do reports do in the background?"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from reports.documents.making import make
from reports.documents.rendering import wait_as_long_as_it_takes
from reports.domain.sending import take_turns

# Somebody waits for the one document they asked for: it goes before the many.
ALONE, OF_MANY = 20, 0


@task(priority=30)
def send_waiting_documents() -> None:
    """Marked and sent in one transaction: neither without the other."""
    with transaction.atomic():
        for document in take_turns(at=timezone.now()):
            priority = ALONE if document.batch_id is None else OF_MANY
            make_document.using(priority=priority).enqueue(document.pk)


@task()
def make_document(document_id: int) -> bool:
    wait_as_long_as_it_takes()
    return make(document_id=document_id, now=timezone.now)
