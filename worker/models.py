"""Which workers are alive, and what is to be done from time to time?"""

from __future__ import annotations

from django.db import models


class Heartbeat(models.Model):
    """A worker that says it is alive. Silent for longer than its lease, it is taken for dead, and its task back."""

    worker_id = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    class Meta:
        verbose_name = "фоновый процесс"
        verbose_name_plural = "фоновые процессы"

    def __str__(self) -> str:
        return self.worker_id


class Duty(models.Model):
    """Periodic work: the address of a task, and when it is due next. How often stands in settings.DUTIES."""

    name = models.CharField(max_length=200, unique=True)
    due_at = models.DateTimeField()

    class Meta:
        verbose_name = "регулярная работа"
        verbose_name_plural = "регулярные работы"

    def __str__(self) -> str:
        return self.name
