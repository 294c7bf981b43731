"""How does a worker say that it is alive?"""

from __future__ import annotations

from datetime import datetime

from worker.models import Heartbeat


def beat(worker_id: str, *, at: datetime) -> None:
    Heartbeat.objects.update_or_create(
        worker_id=worker_id,
        defaults={"beat_at": at},
        create_defaults={"worker_id": worker_id, "started_at": at, "beat_at": at},
    )


def take_leave(worker_id: str) -> None:
    Heartbeat.objects.filter(worker_id=worker_id).delete()
