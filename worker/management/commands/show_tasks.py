"""How does background work stand?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Count
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from worker.models import Duty, Heartbeat
from worker.running import Pace


class Command(BaseCommand):
    help = "Печатает живые процессы, задания по состояниям, последние неудачи и время регулярных работ."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        alive = Heartbeat.objects.filter(beat_at__gt=now - timedelta(seconds=Pace().lease)).order_by("started_at")
        self.stdout.write(f"живых процессов: {alive.count()}")
        for row in alive:
            self.stdout.write(f"  {row.worker_id} с {row.started_at:%Y-%m-%d %H:%M:%S} UTC")
        counts = dict(DBTaskResult.objects.order_by().values_list("status").annotate(Count("pk")))
        self.stdout.write("задания: " + ", ".join(f"{said} {counts.get(name, 0)}" for name, said in STATES.items()))
        for task in DBTaskResult.objects.failed().order_by("-finished_at")[:5]:
            said = task.traceback.strip().rpartition("\n")[2]
            self.stdout.write(f"  неудача {task.finished_at:%Y-%m-%d %H:%M:%S} UTC {task.task_path}: {said}")
        for duty in Duty.objects.order_by("due_at"):
            self.stdout.write(f"регулярная работа {duty.name}: не раньше {duty.due_at:%Y-%m-%d %H:%M:%S} UTC")


STATES = {"READY": "ждут", "RUNNING": "идут", "FAILED": "не удались", "SUCCESSFUL": "выполнены"}
