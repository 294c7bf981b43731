"""How is a thing measured beside its floor?"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext

from config.wsgi import ROOM

WARM_UP = 3

Round = Callable[[int], object]


@dataclass
class Measured:
    """Milliseconds of every round, of the thing and of its floor; and of the processor alone, whatever others do."""

    product: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)
    product_processor: list[float] = field(default_factory=list)
    floor_processor: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        return statistics.median(self.product) / statistics.median(self.floor)

    @property
    def processor_ratio(self) -> float:
        return statistics.median(self.product_processor) / statistics.median(self.floor_processor)

    def time(self, product: Round, floor: Round, number: int) -> None:
        """One round: they take turns at going first."""
        turns = [(product, self.product, self.product_processor), (floor, self.floor, self.floor_processor)]
        for turn, times, processor in turns if number % 2 else reversed(turns):
            started, busy = time.perf_counter(), time.process_time()
            _with_room(turn, number)
            times.append((time.perf_counter() - started) * 1000)
            processor.append((time.process_time() - busy) * 1000)


def compare(
    title: str, *, product: Round, floor: Round, at_most: float, rounds: int, queries: int | None = None
) -> None:
    """Prints medians, ratio, number of rounds and database; ends the program with 1 when a bar is missed.

    Both get the number of the round, and are warmed up.
    """
    for number in range(-WARM_UP, 0):
        product(number)
        floor(number)
    asked = count_queries(lambda: product(rounds))
    measured = Measured()
    gc.collect()
    gc.freeze()
    for number in range(rounds):
        measured.time(product, floor, number)
    met = measured.ratio <= at_most and (queries is None or asked <= queries)
    bar = f" (at most {queries})" if queries else ""
    print(
        f"{title}: {_said(measured.product)}, floor {_said(measured.floor)}, "
        f"ratio {measured.ratio:.2f} (at most {at_most}), of processor time {measured.processor_ratio:.2f}; "
        f"{asked} queries{bar}; {rounds} rounds, {connection.vendor}: {'met' if met else 'MISSED'}"
    )
    sys.exit(0 if met else 1)


def _with_room(turn: Round, number: int) -> None:
    """As config/wsgi.py does, for the floor too: how deep a call happens to be shall not decide how long it takes."""
    turn(number)


_with_room.__code__ = _with_room.__code__.replace(co_stacksize=ROOM)


def count_queries(call: Callable[[], object]) -> int:
    """How many statements a request runs; settings of the connection, begin and commit apart."""
    reset_queries()
    with CaptureQueriesContext(connection) as captured:
        call()
    apart = ("PRAGMA", "BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SET ")
    return sum(not query["sql"].upper().startswith(apart) for query in captured.captured_queries)


def _said(times: list[float]) -> str:
    tenths = statistics.quantiles(times, n=10)
    return f"{statistics.median(times):.2f} ms ({tenths[0]:.2f}–{tenths[-1]:.2f})"
