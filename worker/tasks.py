"""What does background work do for itself?"""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from worker.domain.queue import prune


@task(priority=-50)
def prune_finished() -> None:
    prune(at=timezone.now())
