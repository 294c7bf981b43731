"""How does a server go down and come back under the people who use it?"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.conf import settings

from config.tests.serving import Served

STOPS_WITHIN, STARTS_WITHIN = 40, 60  # seconds


class Machine:
    """Stops and starts the server of `served` at the same address, on the same data."""

    def __init__(self, served: Served) -> None:
        self.served, self.process = served, served.process

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=STOPS_WITHIN)

    def ensure(self) -> None:
        """Up again after a test that failed between `stop` and `start`."""
        if self.process.poll() is not None:
            self.start()

    def start(self) -> None:
        with (Path(self.served.environment["DATA_DIR"]) / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py"],
                cwd=settings.BASE_DIR,
                env=self.served.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        until = time.monotonic() + STARTS_WITHIN
        while not self._answers():
            assert time.monotonic() < until, "the server did not come back"
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            connection = HTTPConnection("127.0.0.1", self.served.port, timeout=5)
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False


@contextmanager
def machine_of(served: Served) -> Iterator[Machine]:
    """Leaves the server stopped if it was started anew: its first process is the caller's to end."""
    machine = Machine(served)
    yield machine
    if machine.process is not served.process:
        machine.stop()
