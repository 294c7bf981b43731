"""How many on each day, with the last day of the term drawn: where do the columns stand?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from reports.contexts.charts import number
from russian.dates import short_date

TALL = 96
GAP = Fraction(1, 8)
LABEL_AT_LEAST = 3


@dataclass(frozen=True, slots=True)
class DayColumn:
    """x, width and middle in per cent of the chart, top and height in units of TALL."""

    x: str
    width: str
    middle: str
    top: str
    label_top: str
    height: str
    label: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class ColumnsChart:
    """`limit` is where the term ends, in per cent, empty when it lies outside the days drawn."""

    columns: tuple[DayColumn, ...]
    limit: str
    first: date
    last: date
    description: str


def columns_chart(counts: Mapping[date, int], last_day: date) -> ColumnsChart | None:
    """A column a day from the first submission to the last, or to the term; None while nothing was submitted."""
    if not counts:
        return None
    first, last = min(*counts, last_day), max(*counts, last_day)
    step = Fraction(100, (last - first).days + 1)
    top = max(counts.values())
    columns = tuple(
        _column(day, count, first=first, step=step, top=top, last_day=last_day) for day, count in sorted(counts.items())
    )
    return ColumnsChart(
        columns=columns,
        limit=number(step * ((last_day - first).days + 1)),
        first=first,
        last=last,
        description="Представлено карт по дням: "
        + ", ".join(f"{short_date(day)} — {count}" for day, count in sorted(counts.items()))
        + f". Срок — {short_date(last_day)}.",
    )


def _column(day: date, count: int, *, first: date, step: Fraction, top: int, last_day: date) -> DayColumn:
    height = Fraction(TALL * count, top)
    left = step * (day - first).days
    return DayColumn(
        x=number(left + step * GAP),
        width=number(step * (1 - 2 * GAP)),
        middle=number(left + step / 2),
        top=number(TALL - height),
        label_top=number(TALL - height - 4),
        height=number(height),
        label=str(count) if step >= LABEL_AT_LEAST else "",
        is_late=day > last_day,
    )
