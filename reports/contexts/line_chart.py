"""One value a year: where do the points stand, and where may the line not be drawn?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from reports.contexts.charts import number

TALL = 120


@dataclass(frozen=True, slots=True)
class YearValue:
    """`value` is 0–100 or None; `cut` says why it is not compared with the year before, empty when it is."""

    title: str
    value: Fraction | None
    said: str
    cut: str = ""


@dataclass(frozen=True, slots=True)
class LinePoint:
    """x in per cent, y from the top of TALL; `label_y` keeps the figure off the line."""

    x: str
    y: str
    label_y: str
    said: str


@dataclass(frozen=True, slots=True)
class LinePart:
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """`cuts` are where the line is broken, in per cent; `years` name the axis under the points."""

    points: tuple[LinePoint, ...]
    parts: tuple[LinePart, ...]
    cuts: tuple[str, ...]
    years: tuple[tuple[str, str], ...]
    description: str


def line_chart(values: Sequence[YearValue]) -> LineChart | None:
    """None with fewer than two values: a single point says nothing of change."""
    if sum(value.value is not None for value in values) < 2:
        return None
    step = Fraction(100, len(values))
    places = [(step * place + step / 2, value) for place, value in enumerate(values)]
    return LineChart(
        points=tuple(_point(x, value) for x, value in places if value.value is not None),
        parts=tuple(_parts(places)),
        cuts=tuple(number(x - step / 2) for x, value in places[1:] if value.cut),
        years=tuple((number(x), value.title) for x, value in places),
        description="; ".join(
            f"{value.title}: {value.said}{', ' + value.cut if value.cut else ''}" for value in values
        ),
    )


def _y(value: Fraction) -> Fraction:
    return TALL * (100 - value) / 100


def _point(x: Fraction, value: YearValue) -> LinePoint:
    assert value.value is not None  # only known values are drawn
    y = _y(value.value)
    return LinePoint(number(x), number(y), number(y - 10 if y > 20 else y + 20), value.said)


def _parts(places: Sequence[tuple[Fraction, YearValue]]) -> list[LinePart]:
    parts = []
    for (x1, one), (x2, two) in pairwise(places):
        if one.value is not None and two.value is not None and not two.cut:
            parts.append(LinePart(number(x1), number(_y(one.value)), number(x2), number(_y(two.value))))
    return parts
