"""How does a task go from worker to worker until it is done, once, or given up?

django-tasks-db gives each task to one worker. Here is the rest: a failed task is tried again, later each time; a task
whose worker died goes back; after ATTEMPTS tries it stays failed and stops nobody. A task may therefore run more than
once, so each is written to be run again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from traceback import format_exception
from typing import Any

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

from worker.models import Heartbeat

ATTEMPTS = 4
DELAYS = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10))
KEPT_DONE, KEPT_FAILED = timedelta(days=3), timedelta(days=60)
LOST = "The worker that ran it stopped answering (killed, or the machine went down)."


def claim_next(worker_id: str) -> DBTaskResult | None:
    """The next task that is due, now this worker's; None when nothing is. Idle asking takes no write lock."""
    ready = DBTaskResult.objects.ready()
    if not ready.exists():
        return None
    with transaction.atomic():
        task = ready.get_locked()
        if task is not None:
            task.claim(worker_id)
    return task


def succeed(task: DBTaskResult, value: Any, *, at: datetime) -> bool:
    """False when the task is no longer this worker's: it was silent too long, and another has it."""
    return bool(
        _held(task).update(
            status=TaskResultStatus.SUCCESSFUL,
            finished_at=at,
            return_value=value,
            exception_class_path="",
            traceback="",
        )
    )


def fail(task: DBTaskResult, error: BaseException, *, at: datetime) -> bool:
    """Back into the queue for a later try, or failed for good after the last; False as in `succeed`."""
    path = f"{type(error).__module__}.{type(error).__qualname__}"
    return _try_later(task, path, "".join(format_exception(error)), at)


def hand_back(task: DBTaskResult) -> None:
    """A worker told to stop gives up its task: another begins it anew, and this try does not count."""
    _held(task).update(status=TaskResultStatus.READY, worker_ids=task.worker_ids[:-1])


def requeue_lost(*, lease: timedelta, at: datetime) -> int:
    """Takes back the tasks of workers that have been silent for longer than their lease; how many."""
    alive = set(Heartbeat.objects.filter(beat_at__gt=at - lease).values_list("worker_id", flat=True))
    lost = [task for task in DBTaskResult.objects.running() if not alive.intersection(task.worker_ids[-1:])]
    return sum(_try_later(task, "", LOST, at) for task in lost)


def prune(*, at: datetime) -> None:
    """Forgets what was done long ago; failures stay longer, to be looked at."""
    DBTaskResult.objects.successful().filter(finished_at__lt=at - KEPT_DONE).delete()
    DBTaskResult.objects.failed().filter(finished_at__lt=at - KEPT_FAILED).delete()
    Heartbeat.objects.filter(beat_at__lt=at - KEPT_DONE).delete()


def _held(task: DBTaskResult) -> DBTaskResultQuerySet:
    """The row, while it is the same try of the same worker."""
    return DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)


def _try_later(task: DBTaskResult, path: str, traceback: str, at: datetime) -> bool:
    tried = len(task.worker_ids)
    words = {"exception_class_path": path, "traceback": traceback}
    if tried >= ATTEMPTS:
        return bool(_held(task).update(status=TaskResultStatus.FAILED, finished_at=at, **words))
    later = at + DELAYS[min(tried, len(DELAYS)) - 1]
    return bool(_held(task).update(status=TaskResultStatus.READY, run_after=later, **words))
