"""How does a program of ours meet bytes of a stranger? Apart from the server, within limits of memory and time."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WALL_SECONDS = 30


class NoAnswer(Exception):
    """The program met a limit, or a file its library cannot read: whoever asked says so to the person."""


def ask(module: str, *options: str, data: bytes) -> bytes:
    """What `python -m module options` prints, given the bytes on its standard input. Raises NoAnswer."""
    try:
        child = subprocess.run(  # noqa: S603  our own program, our own options
            [sys.executable, "-X", "utf8", "-m", module, *options],
            input=data,
            capture_output=True,
            timeout=WALL_SECONDS,
            cwd=ROOT,
            check=True,
        )
    except (subprocess.SubprocessError, OSError):
        raise NoAnswer from None
    return child.stdout


def limit(*, memory: int, cpu_seconds: int) -> None:
    """Called first by such a program: bytes of address space, seconds of work, not one byte written to a file."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
