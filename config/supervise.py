"""Who keeps the web server and the background workers running together? `python -m config.supervise`.

One process above both: they begin and end together, a worker that dies is started again, when the web server ends
everything ends. Without workers of its own (BACKGROUND_WORKERS=0) it becomes the web server.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from types import FrameType

from django.core.exceptions import ImproperlyConfigured

from config import environment

WEB = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py"]
WORKER = [sys.executable, "manage.py", "run_worker"]
LOOK = 0.2  # seconds between looks at the children
STOP_WITHIN = 40.0
LONGEST_PAUSE = 30.0
STEADY = 60.0  # a worker that lived so long begins anew with the shortest pause
PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """In the child, before it becomes what it is: killed by whatever means, the supervisor takes its children along."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(command: list[str]) -> subprocess.Popen:
    return subprocess.Popen(command, preexec_fn=die_with_parent)  # noqa: PLW1509, S603 (one thread; our own programs)


@dataclass
class Place:
    """One worker's place: who stands there now, and how long to wait before the next."""

    process: subprocess.Popen | None = None
    started: float = 0.0
    pause: float = 0.0
    empty_since: float = 0.0

    def look(self) -> None:
        """Fills the place when it is empty and the pause is over; each early death makes the pause longer."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            steady = now - self.started > STEADY
            self.pause = 1.0 if steady else min(LONGEST_PAUSE, max(1.0, 2 * self.pause))
            self.process, self.empty_since = None, now
        if self.process is None and now - self.empty_since >= self.pause:
            self.process, self.started = start(WORKER), now


@dataclass
class Supervisor:
    count: int
    stopping: bool = False
    places: list[Place] = field(default_factory=list)

    def run(self) -> int:
        """The exit code: that of the web server, 0 when told to stop."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        web = start(WEB)
        self.places = [Place() for _ in range(self.count)]
        while not self.stopping and web.poll() is None:
            for place in self.places:
                place.look()
            time.sleep(LOOK)
        end([web, *(place.process for place in self.places if place.process)])
        return 0 if self.stopping else exit_code(web.returncode)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True


def exit_code(returned: int) -> int:
    """As a shell says it: a process that died of a signal ends with 128 and its number."""
    return returned if returned >= 0 else 128 - returned


def end(processes: list[subprocess.Popen]) -> None:
    """Asks all to finish, then insists."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + STOP_WITHIN
    for process in processes:
        try:
            process.wait(timeout=max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def main() -> int:
    try:
        count = environment.integer("BACKGROUND_WORKERS", 1, least=0, most=8)
    except ImproperlyConfigured as refusal:
        sys.exit(str(refusal))
    if not count:
        os.execv(WEB[0], WEB)  # noqa: S606 (our own program)
    return Supervisor(count).run()


if __name__ == "__main__":
    sys.exit(main())
