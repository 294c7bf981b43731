"""Which tasks do tests put into the queue? Good ones, slow ones and poison; each leaves a line in a file."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from django_tasks import task


@task()
def write_line(path: str, line: str) -> str:
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    return line


@task()
def write_slowly(path: str, line: str, seconds: float) -> None:
    """Begins with «+», ends with «-»; only the first try is slow."""
    seen = Path(path).read_text(encoding="utf-8") if Path(path).exists() else ""
    write_line.call(path, f"+{line}")
    if f"+{line}\n" not in seen:
        time.sleep(seconds)
    write_line.call(path, f"-{line}")


@task()
def fail_always() -> None:
    raise ValueError("не получается")


@task()
def fail_at_first(path: str) -> str:
    write_line.call(path, "tried")
    if Path(path).read_text(encoding="utf-8").count("tried") < 3:
        raise OSError("not yet")
    return "done"


@task()
def give_no_json() -> object:
    return object()


@task()
def leave() -> None:
    sys.exit(3)


@task(priority=90)
def kill_the_process() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@task()
def never_end() -> None:
    while True:
        time.sleep(1)
