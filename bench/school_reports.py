"""How long do the reports of all 165 schools take on two cores? Floor: 165 × one report, shared by two.

Made as in life: asked for together, by two background workers, each with its press; numbered, journalled, stored. One
report is what a person waits for who opens the PDF of one school, in a process that has printed before. With others
at work on the same cores, time on the wall tells of them: then the processor's own is judged, and said so.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection

from bench.measuring.apart import apart
from bench.measuring.district import SCHOOLS, coordinator, past_cycle
from bench.measuring.door import Door, door_of
from bench.measuring.processor import is_calm, load, programs_busy, settled
from monitoring.models import ExpertMap, MonitoringCycle
from reports.documents.makers import WITH_RESULT
from reports.domain.asking import Wanted, ask_for_all
from reports.models import MadeDocument
from worker.models import Heartbeat

CORES, AT_MOST, LOOKED_AT = 2, 1.15, 12
KIND = "school_result"


def main() -> None:
    calm = is_calm()
    with apart() as environment:
        cycle = past_cycle()
        maps = list(ExpertMap.objects.filter(cycle=cycle, state__in=WITH_RESULT).order_by("pk"))
        alone = [_alone(door_of(coordinator()), maps)]
        together = _together(environment, cycle, maps)
        alone.append(_alone(door_of(coordinator()), maps))
    calm = calm and is_calm()
    one = [statistics.mean(part) for part in zip(*alone, strict=True)]
    wall = together[0] / (len(maps) * one[0] / CORES)
    processor = together[1] / (len(maps) * one[1])
    met = (wall if calm else processor) <= AT_MOST
    print(
        f"{len(maps)} school reports of {SCHOOLS} schools, {CORES} workers: {together[0]:.1f} s, "
        f"one alone {one[0] * 1000:.0f} ms, ratio {wall:.2f}, of processor time {processor:.2f} "
        f"(at most {AT_MOST}, of {'all' if calm else 'processor'} time); 1 batch, {2 * LOOKED_AT} alone, "
        f"{connection.vendor}, {load()}: {'met' if met else 'MISSED'}"
    )
    sys.exit(0 if met else 1)


def _alone(door: Door, maps: list[ExpertMap]) -> tuple[float, float]:
    """Seconds of one report, by the clock and of the processor: the mean of schools all over the district."""
    paths = [f"/results/maps/{found.pk}/result.pdf" for found in maps[:: max(1, len(maps) // LOOKED_AT)][:LOOKED_AT]]
    door.get(paths[0])
    door.get(paths[1])
    worked, started = settled(), time.perf_counter()
    for path in paths:
        door.get(path)
    took = time.perf_counter() - started
    return took / len(paths), (settled() - worked) / len(paths)


def _together(environment: Mapping[str, str], cycle: MonitoringCycle, maps: list[ExpertMap]) -> tuple[float, float]:
    """Seconds from the asking to the last report, by the clock, and of the processor, of the workers and presses.

    The workers were there already; their presses were not.
    """
    wanted = [Wanted(KIND, "pdf", found.school_id) for found in maps]
    with ExitStack() as stack:
        for _ in range(CORES):
            stack.enter_context(_worker(environment))
        while Heartbeat.objects.count() < CORES:
            time.sleep(0.05)
        worked, started = programs_busy(), time.perf_counter()
        ask_for_all(cycle=cycle, wanted=wanted, kinds=[f"{KIND}.pdf"], by=coordinator(), at=datetime.now(UTC))
        while MadeDocument.objects.waiting().exists():
            time.sleep(0.1)
        took, worked = time.perf_counter() - started, programs_busy() - worked
    ready = MadeDocument.objects.ready().filter(cycle=cycle, kind=KIND, batch__isnull=False).count()
    assert ready == len(maps), f"{len(maps) - ready} reports were not made"
    return took, worked


@contextmanager
def _worker(environment: Mapping[str, str]) -> Iterator[subprocess.Popen]:
    command = [sys.executable, "manage.py", "run_worker"]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=dict(environment), stdin=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=60)


if __name__ == "__main__":
    main()
