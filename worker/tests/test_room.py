"""Do the calls below a function with room cross no border between pieces of memory?"""

from __future__ import annotations

import resource

from worker.room import with_room


def down(depth: int) -> int:
    return down(depth - 1) + 1 if depth else 0


@with_room
def _thousand_times(depth: int) -> None:
    for _ in range(1000):
        down(depth)


def faults(depth: int) -> int:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    _thousand_times(depth)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_no_border_is_crossed_however_deep_the_calls():
    faults(200)
    assert [depth for depth in range(0, 200, 8) if faults(depth) > 100] == []
