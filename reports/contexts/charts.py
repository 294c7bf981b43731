"""Where do the marks of a chart stand? Geometry in numbers with a point, ready for SVG."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from scoring.engine.proportion import Interval

LABEL_FITS = 14
ROW = 21


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a whole bar; x, width and middle in per cent of it. `label` is empty where it would not fit."""

    key: str
    x: str
    width: str
    middle: str
    label: str


@dataclass(frozen=True, slots=True)
class BandChart:
    """One bar of parts that make up a whole; `description` says it in words."""

    segments: tuple[Segment, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: `value` filled, `mark` a line beside it, both 0–100 and empty when unknown; `text` the figures."""

    label: str
    y: int
    value: str
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Rows of ROW units under each other; `height` is theirs together."""

    bars: tuple[Bar, ...]
    height: int
    description: str


@dataclass(frozen=True, slots=True)
class IntervalBar:
    """A share as a stroke on the span it may lie in, all 0–100."""

    low: str
    width: str
    value: str


def number(value: Fraction | float) -> str:
    """At most three decimals with a point: the language of SVG, not of people."""
    return f"{float(value):.3f}".rstrip("0").rstrip(".")


def band_chart(parts: Iterable[tuple[str, str, int, Fraction | None]]) -> BandChart:
    """From (key, title, count, share of the whole in per cent); empty parts take no place."""
    segments, x, said = [], Fraction(0), []
    for key, title, count, share in parts:
        if count and share is not None:
            label = f"{title} · {count}" if share >= LABEL_FITS else ""
            segments.append(Segment(key, number(x), number(share), number(x + share / 2), label))
            said.append(f"{title} — {count}")
            x += share
    return BandChart(tuple(segments), ", ".join(said))


def bar(label: str, value: Fraction | None, mark: Fraction | None, text: str = "", y: int = 0) -> Bar:
    return Bar(label, y, "" if value is None else number(value), "" if mark is None else number(mark), text)


def bar_chart(rows: Iterable[tuple[str, Fraction | None, Fraction | None, str]]) -> BarChart:
    """From (label, value, mark, text)."""
    bars = tuple(bar(label, value, mark, text, place * ROW) for place, (label, value, mark, text) in enumerate(rows))
    return BarChart(bars, len(bars) * ROW, "; ".join(f"{one.label}: {one.text}" for one in bars))


def interval_bar(value: Fraction, interval: Interval) -> IntervalBar:
    """From per cents."""
    return IntervalBar(number(interval.low), number(interval.high - interval.low), number(value))
