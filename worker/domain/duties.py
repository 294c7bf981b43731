"""How is periodic work begun: each duty once when due, however many workers look?"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from worker.models import Duty


def post_duties(*, at: datetime) -> None:
    """The table holds what settings.DUTIES says: new duties are due at once, dropped ones are gone."""
    Duty.objects.exclude(name__in=settings.DUTIES).delete()
    Duty.objects.bulk_create([Duty(name=name, due_at=at) for name in settings.DUTIES], ignore_conflicts=True)


def begin_due(*, at: datetime) -> int:
    """Puts the tasks of due duties into the queue and moves each duty to its next time; how many."""
    return sum(_begin(duty, at) for duty in Duty.objects.filter(due_at__lte=at, name__in=settings.DUTIES))


def hasten(name: str, *, at: datetime) -> None:
    """There is something to do: the duty is due at `at` if it was not before. Called after the commit."""
    Duty.objects.filter(name=name, due_at__gt=at).update(due_at=at)


@transaction.atomic
def _begin(duty: Duty, at: datetime) -> bool:
    """The move of `due_at` decides which of several workers was first."""
    later = at + timedelta(seconds=settings.DUTIES[duty.name])
    if not Duty.objects.filter(pk=duty.pk, due_at=duty.due_at).update(due_at=later):
        return False
    waiting = DBTaskResult.objects.filter(task_path=duty.name, status=TaskResultStatus.READY)
    if waiting.exists():
        return False
    import_string(duty.name).enqueue()
    return True
