"""How do tests meet real workers? Processes of their own on a database of their own, killed by their pid."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

LEASE = 2.0
COMMAND = ["run_worker", "--interval", "0.05", "--lease", str(LEASE)]


@contextmanager
def worker(environment: dict[str, str], *options: str) -> Iterator[subprocess.Popen]:
    with (Path(environment["DATA_DIR"]) / "worker.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", *COMMAND, *options],
            cwd=settings.BASE_DIR,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(timeout=20)


def wait_for(holds: Callable[[], bool], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it did not come to pass"
        time.sleep(0.05)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
