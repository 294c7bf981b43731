"""What does a worker do all day?

The task runs in a thread of its own, so that this one goes on saying «alive», sees that the task takes too long, and
hears that it is time to stop. A task that fails is recorded; one that brings the process down is taken back by others.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import timedelta
from types import FrameType
from typing import Any

from django.db import close_old_connections, connections
from django.utils import timezone
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult

from worker.domain.beats import beat, take_leave
from worker.domain.duties import begin_due, post_duties
from worker.domain.queue import claim_next, fail, hand_back, requeue_lost, succeed
from worker.room import with_room

logger = logging.getLogger("worker")

BEATS_A_LEASE = 4


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: between looks into an empty queue, of silence until taken for dead, of one task, of grace when told
    to stop."""

    interval: float = 1.0
    lease: float = 60.0
    limit: float = 1800.0
    grace: float = 20.0


def new_worker_id() -> str:
    """Unlike any other, and readable: host, process, moment."""
    return f"{socket.gethostname()[:30]}:{os.getpid()}:{time.time_ns():x}"[:64]


@dataclass
class Worker:
    """One worker; `run` ends when told by SIGTERM or SIGINT, or with an empty queue if `until_idle`."""

    pace: Pace = field(default_factory=Pace)
    worker_id: str = field(default_factory=new_worker_id)
    stopping: bool = False
    beaten_at: float = float("-inf")

    def run(self, *, until_idle: bool = False) -> None:
        post_duties(at=timezone.now())
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="task") as hands:
            while not self.stopping:
                self._keep_house()
                task = claim_next(self.worker_id)
                if task is not None:
                    self._carry_out(hands, task)
                elif until_idle:
                    break
                else:
                    time.sleep(self.pace.interval)
            hands.submit(connections.close_all)
        take_leave(self.worker_id)

    def listen(self) -> None:
        """A first signal asks to finish; a second ends at once, as the lease then expires."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        if self.stopping:
            os._exit(128 + number)
        self.stopping = True

    def _keep_house(self) -> None:
        """Every look: duties. A few times a lease: «alive», and what the dead left behind."""
        close_old_connections()
        now = timezone.now()
        begin_due(at=now)
        if self._beat():
            requeue_lost(lease=timedelta(seconds=self.pace.lease), at=now)

    def _beat(self) -> bool:
        if time.monotonic() - self.beaten_at < self.pace.lease / BEATS_A_LEASE:
            return False
        beat(self.worker_id, at=timezone.now())
        self.beaten_at = time.monotonic()
        return True

    def _carry_out(self, hands: ThreadPoolExecutor, task: DBTaskResult) -> None:
        future, started = hands.submit(_call, task), time.monotonic()
        stopped_at: float | None = None
        while not future.done():
            wait([future], timeout=min(1.0, self.pace.lease / BEATS_A_LEASE))
            self._beat()
            if time.monotonic() - started > self.pace.limit:
                self._give_up(task)
            if self.stopping:
                stopped_at = stopped_at or time.monotonic()
                if time.monotonic() - stopped_at > self.pace.grace:
                    self._leave_behind(task)
        _settle(task, future, time.monotonic() - started)

    def _give_up(self, task: DBTaskResult) -> None:
        """A thread cannot be stopped, a process can: the lease expires, and the try has counted."""
        logger.error("task %s %s took longer than %.0f s; this worker ends", task.task_path, task.pk, self.pace.limit)
        os.kill(os.getpid(), signal.SIGKILL)

    def _leave_behind(self, task: DBTaskResult) -> None:
        hand_back(task)
        take_leave(self.worker_id)
        logger.warning("task %s %s was handed back: told to stop", task.task_path, task.pk)
        os._exit(0)


@with_room
def _call(row: DBTaskResult) -> Any:
    close_old_connections()
    arguments = row.args_kwargs
    return normalize_json(row.task.call(*arguments["args"], **arguments["kwargs"]))


def _settle(row: DBTaskResult, future: Future[Any], seconds: float) -> None:
    """Whatever the task threw is its own fault and stops nobody: it is written down."""
    error, now = future.exception(), timezone.now()
    held = succeed(row, future.result(), at=now) if error is None else fail(row, error, at=now)
    if not held:
        logger.warning("task %s %s was finished by a worker that had been given up", row.task_path, row.pk)
    elif error is not None:
        logger.error("task %s %s failed, try %d", row.task_path, row.pk, len(row.worker_ids), exc_info=error)
    else:
        logger.info("task %s %s done in %.1f s", row.task_path, row.pk, seconds)
