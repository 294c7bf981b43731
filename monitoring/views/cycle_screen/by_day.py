"""On which days were maps submitted? Bars for the drawing, numbers for the table beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from schools.models import Municipality

LONGEST = 45  # days drawn one by one; a longer span is drawn without its empty days
BAR = 0.72  # of a day's place


@dataclass(frozen=True, slots=True)
class Bar:
    """A day: how many maps, and the bar's place in per cent of the drawing (y grows downwards)."""

    day: date
    count: int
    so_far: int
    x: str
    width: str
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class ByDay:
    bars: tuple[Bar, ...]
    most: int

    @property
    def first(self) -> Bar:
        return self.bars[0]

    @property
    def last(self) -> Bar:
        return self.bars[-1]

    @property
    def filled(self) -> list[Bar]:
        return [bar for bar in self.bars if bar.count]


def by_day(moments: Iterable[datetime], municipality: Municipality) -> ByDay:
    """Days are the municipality's own."""
    found = Counter(municipality.today(moment) for moment in moments)
    if not found:
        return ByDay((), 0)
    days = _days(sorted(found))
    most, so_far, bars = max(found.values()), 0, []
    for place, day in enumerate(days):
        so_far += found[day]
        bars.append(_bar(day, found[day], so_far, place, len(days), most))
    return ByDay(tuple(bars), most)


def _days(known: list[date]) -> list[date]:
    length = (known[-1] - known[0]).days + 1
    return [known[0] + timedelta(days=n) for n in range(length)] if length <= LONGEST else known


def _bar(day: date, count: int, so_far: int, place: int, days: int, most: int) -> Bar:
    step = 100 / max(days, 7)  # a few days do not make fat bars
    height = 100 * count / most
    return Bar(
        day,
        count,
        so_far,
        f"{step * (place + (1 - BAR) / 2):.2f}%",
        f"{step * BAR:.2f}%",
        f"{100 - height:.2f}%",
        f"{height:.2f}%",
    )
