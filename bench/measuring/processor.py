"""How long was the processor busy for us: in this process, and in the programs it began and theirs?

Read from Linux's own book-keeping. Where others compute on the same machine, waiting grows and this does not.
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from pathlib import Path


def busy() -> float:
    """Seconds until now."""
    return time.process_time() + programs_busy()


def programs_busy() -> float:
    """Without this process; programs that ended count once they have been waited for."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime + sum(map(_busy, _below(os.getpid())))


def settled() -> float:
    """As `busy`, once none of those programs is at work any more: what they tidy up afterwards is theirs."""
    programs_settled()
    return busy()


def programs_settled() -> float:
    """As `settled`, without this process."""
    while any(_is_running(pid) for pid in _below(os.getpid())):
        time.sleep(0.002)
    return programs_busy()


def is_calm() -> bool:
    """Whether nobody else is at work here now: for a second the machine is nine tenths idle."""
    before = _all_cores()
    time.sleep(1)
    everything, idle = (now - then for now, then in zip(_all_cores(), before, strict=True))
    return idle >= 0.9 * everything


def load() -> str:
    """How much else there is to do here, over the last minute: «load 0.9 on 2 cores»."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def _all_cores() -> tuple[int, int]:
    """Ticks since the machine was started, and those of them without work (idle and waiting for a disk)."""
    ticks = [int(number) for number in _said(Path("/proc/stat")).split("\n", 1)[0].split()[1:9]]
    return sum(ticks), ticks[3] + ticks[4]


def _below(pid: int) -> Iterator[int]:
    for task in _tasks(pid):
        for child in map(int, _said(task / "children").split()):
            yield child
            yield from _below(child)


def _busy(pid: int) -> float:
    """Nanoseconds stand first in each task's schedstat."""
    return sum(int((_said(task / "schedstat").split() or ["0"])[0]) for task in _tasks(pid)) / 1e9


def _is_running(pid: int) -> bool:
    """Its state stands after its name, which may hold anything but ends with the last bracket."""
    return _said(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()[:1] == ["R"]


def _tasks(pid: int) -> list[Path]:
    try:
        return list(Path(f"/proc/{pid}/task").iterdir())
    except FileNotFoundError:  # it ended meanwhile
        return []


def _said(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return ""
