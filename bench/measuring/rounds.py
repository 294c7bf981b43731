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

from bench.measuring.processor import load, programs_settled, settled
from worker.room import with_room

WARM_UP = 3

Round = Callable[[int], object]


@dataclass
class Measured:
    """Milliseconds of every round, of the thing and of its floor; and of the processor alone, whatever others do.

    `worked` says how long the processor was busy until now.
    """

    worked: Callable[[], float] = settled
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
            worked, started = self.worked(), time.perf_counter()
            _in_room(turn, number)
            times.append((time.perf_counter() - started) * 1000)
            processor.append((self.worked() - worked) * 1000)


def compare(
    title: str,
    *,
    product: Round,
    floor: Round,
    at_most: float,
    rounds: int,
    queries: int | None = None,
    computes: bool = False,
) -> None:
    """As `measure`; ends the program, with 1 when a bar is missed."""
    bars = {"at_most": at_most, "rounds": rounds, "queries": queries, "computes": computes}
    met, _ = measure(title, product=product, floor=floor, **bars)
    sys.exit(0 if met else 1)


def measure(
    title: str,
    *,
    product: Round,
    floor: Round,
    at_most: float,
    rounds: int,
    queries: int | None = None,
    computes: bool = False,
    served: bool = False,
) -> tuple[bool, Measured]:
    """Prints medians, ratio, number of rounds, database and load; whether every bar is met, and what was measured.

    Both get the number of the round, and are warmed up. What only computes, and waits for nothing but the processor,
    is judged by processor time: then others may compute beside it. What is served by programs of its own is judged by
    both, and the processor's time is theirs.
    """
    for number in range(-WARM_UP, 0):
        product(number)
        floor(number)
    asked = None if served else count_queries(lambda: product(rounds))
    measured = Measured(worked=programs_settled if served else settled)
    gc.collect()
    gc.freeze()
    for number in range(rounds):
        measured.time(product, floor, number)
    judged = _judged(measured, computes=computes, served=served)
    met = max(judged.values()) <= at_most and (asked is None or queries is None or asked <= queries)
    print(
        f"{title}: {_said(measured.product)}, floor {_said(measured.floor)}, "
        f"ratio {measured.ratio:.2f}, of processor time {measured.processor_ratio:.2f} "
        f"(at most {at_most}, {' and '.join(judged)}); {_asked(asked, queries)}"
        f"{rounds} rounds, {connection.vendor}, {load()}: {'met' if met else 'MISSED'}",
        flush=True,
    )
    return met, measured


@with_room
def _in_room(turn: Round, number: int) -> None:
    """As the product does, for the floor too: how deep a call happens to be shall not decide how long it takes."""
    turn(number)


def count_queries(call: Callable[[], object]) -> int:
    """How many statements a request runs; settings of the connection, begin and commit apart."""
    reset_queries()
    with CaptureQueriesContext(connection) as captured:
        call()
    apart = ("PRAGMA", "BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SET ")
    return sum(not query["sql"].upper().startswith(apart) for query in captured.captured_queries)


def _judged(measured: Measured, *, computes: bool, served: bool) -> dict[str, float]:
    """The ratios that decide, by what they are of."""
    all_time, processor = {"of all time": measured.ratio}, {"of processor time": measured.processor_ratio}
    if served:
        return all_time | processor
    return processor if computes else all_time


def _asked(asked: int | None, at_most: int | None) -> str:
    if asked is None:
        return ""
    return f"{asked} queries (at most {at_most}); " if at_most else f"{asked} queries; "


def _said(times: list[float]) -> str:
    tenths = statistics.quantiles(times, n=10)
    return f"{statistics.median(times):.2f} ms ({tenths[0]:.2f}–{tenths[-1]:.2f})"
