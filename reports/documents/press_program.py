"""Who prints? A program apart from the server, kept alive between documents, within limits of memory and time.

`python -m reports.documents.press_program SOCKET MEMORY SECONDS STYLESHEET FONTS…`: HTML comes in by frames, PDF goes
back. It ends when the server is gone, when it was idle for long, or by a limit; a document that ends it is the
server's to tell of. SECONDS are of work, for each document anew.
"""

from __future__ import annotations

import gc
import resource
import shutil
import signal
import socket
import sys
import tempfile
from pathlib import Path

from reports.documents.frames import Hangup, receive, send
from reports.documents.printing import Printer
from worker.room import with_room

IDLE_SECONDS = 900  # then the memory is given back; the next document waits for a fresh program


def main(descriptor: str, memory: str, seconds: str, stylesheet: str, *fonts: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the server's to hear
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    printer = Printer([Path(folder) for folder in fonts], Path(stylesheet))
    printer.elements, printer.styles  # noqa: B018  the typefaces are written to a folder of their own now
    _keep_what_stays()
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    with socket.socket(fileno=int(descriptor)) as line:
        line.settimeout(IDLE_SECONDS)
        try:
            while True:
                _answer(line, printer, int(seconds))
        except (Hangup, TimeoutError):
            pass


@with_room
def _answer(line: socket.socket, printer: Printer, seconds: int) -> None:
    margins, html = receive(line)
    _allow(seconds)
    send(line, printer.print(html.decode(), margins))
    gc.collect()  # while nobody waits: the boxes of a document hold each other


def _keep_what_stays() -> None:
    """Looking for garbage in the middle of a document finds none, and takes a seventh of the time; what is loaded now
    is needed until the end, and is never looked through."""
    gc.collect()
    gc.freeze()
    gc.disable()


def _allow(seconds: int) -> None:
    """So many seconds of work from now on; the system ends the program that takes more."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, hard))


if __name__ == "__main__":
    main(*sys.argv[1:])
    shutil.rmtree(tempfile.gettempdir(), ignore_errors=True)  # made for this program alone
