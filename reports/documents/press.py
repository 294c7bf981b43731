"""How does the server print without risking itself? By a program apart, kept alive, and started again when it dies.

A document within the limits is printed; one that is not ends the program, is refused with a sentence, and the next
document finds a fresh program.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reports.documents.frames import Hangup, Margins, receive, send
from reports.errors import NoPaper

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = "reports.documents.press_program"
# What it needs of our environment; keys and passwords stand in the rest.
TOLD = ("PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "XDG_CACHE_HOME", "FONTCONFIG_PATH", "FONTCONFIG_FILE")
TOO_LONG = "Документ составляется слишком долго, и работа остановлена. Попробуйте ещё раз, когда сервер свободнее."
TOO_HEAVY = (
    "Документ не удалось составить: ему не хватило памяти, или в нём то, чего печать не понимает. "
    "Попробуйте ещё раз; если не получится, сообщите тому, кто обслуживает систему."
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of address space; seconds of work and of waiting for one document; documents until a fresh program."""

    memory: int = 1024**3
    seconds: int = 40
    wait: float = 50.0  # less than gunicorn waits for a request
    papers: int = 200


class _Child:
    """The program that runs now, with its end of the line and its folder of typefaces."""

    def __init__(self, limits: Limits, stylesheet: Path, fonts: Sequence[Path]) -> None:
        self.line, theirs = socket.socketpair()
        self.folder = tempfile.mkdtemp(prefix="monitoring-press-")
        self.papers = 0
        told = [str(theirs.fileno()), str(limits.memory), str(limits.seconds), str(stylesheet), *map(str, fonts)]
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603  our own program, our own options
                [sys.executable, "-X", "utf8", "-m", PROGRAM, *told],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                cwd=ROOT,
                env={name: os.environ[name] for name in TOLD if name in os.environ} | {"TMPDIR": self.folder},
            )

    def ask(self, html: bytes, margins: Margins, until: float) -> bytes:
        self.line.settimeout(max(0.001, until - time.monotonic()))
        send(self.line, html, margins)
        _, pdf = receive(self.line, until=until)
        self.papers += 1
        return pdf

    def end(self) -> int:
        """Killed unless it is gone already; its exit code."""
        self.line.close()
        self.process.kill()
        code = self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
        return code


class Press:
    """One a process, for one document at a time."""

    def __init__(self, stylesheet: Path, fonts: Sequence[Path], limits: Limits | None = None) -> None:
        self.stylesheet, self.fonts, self.limits = stylesheet, fonts, limits or Limits()
        self._child: _Child | None = None
        self._owner = os.getpid()
        self._turn = threading.Lock()

    @property
    def pid(self) -> int | None:
        """Of the program that runs now."""
        return self._child.process.pid if self._child else None

    def print(self, html: str, margins: Margins) -> bytes:
        """The PDF; raises NoPaper when the document meets a limit or ends a fresh program."""
        until = time.monotonic() + self.limits.wait
        with self._turn:
            while True:
                child, is_fresh = self._ready()
                try:
                    return child.ask(html.encode(), margins, until)
                except TimeoutError:
                    self._end()
                    raise NoPaper(TOO_LONG) from None
                except Hangup:
                    self._judge(self._end(), is_fresh=is_fresh)

    def close(self) -> None:
        with self._turn:
            self._end()

    def _ready(self) -> tuple[_Child, bool]:
        """The program that runs and whether nothing was printed by it yet; after so many papers a fresh one."""
        if self._owner != os.getpid():  # after a fork the line is the parent's
            self._child, self._owner = None, os.getpid()
        if self._child is not None and self._child.papers >= self.limits.papers:
            self._end()
        if self._child is None:
            self._child = _Child(self.limits, self.stylesheet, self.fonts)
        return self._child, self._child.papers == 0

    def _end(self) -> int:
        child, self._child = self._child, None
        return child.end() if child else 0

    @staticmethod
    def _judge(code: int, *, is_fresh: bool) -> None:
        """A kept program may have died of its age, or idle; a fresh one died of this document."""
        if code == -signal.SIGXCPU:
            raise NoPaper(TOO_LONG)
        if is_fresh:
            raise NoPaper(TOO_HEAVY)


_presses: list[Press] = []


def press_of(stylesheet: Path, fonts: Sequence[Path]) -> Press:
    """This process's own, begun with its first document."""
    if not _presses:
        _presses.append(Press(stylesheet, fonts))
        atexit.register(_presses[0].close)
    return _presses[0]
