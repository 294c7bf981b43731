"""A dot a school along 0–100 %, the threshold drawn: where does each stand?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from reports.contexts.charts import number

BIN = 2
STEP = 15
MARGIN = 8


@dataclass(frozen=True, slots=True)
class Dot:
    """x in per cent, y from the top; `said` names the school with its figures."""

    x: str
    y: int
    map_id: int
    said: str
    is_reached: bool


@dataclass(frozen=True, slots=True)
class DotsChart:
    """Dots within BIN per cent of each other stand one above another; `base` is the axis."""

    dots: tuple[Dot, ...]
    threshold: int
    base: int
    description: str

    @property
    def label_is_left(self) -> bool:
        """Where the name of the threshold has room."""
        return self.threshold > 50


def dots_chart(
    schools: Iterable[tuple[int, Fraction, str, bool]], threshold: int, description: str
) -> DotsChart | None:
    """From (map, share in per cent, words, whether it is reached); None without a single one."""
    known = sorted(schools, key=lambda school: school[1])
    if not known:
        return None
    heights: Counter[int] = Counter()
    placed = []
    for map_id, share, said, is_reached in known:
        place = int(share // BIN)
        placed.append((map_id, share, said, is_reached, heights[place]))
        heights[place] += 1
    base = MARGIN + max(heights.values()) * STEP + STEP
    dots = tuple(
        Dot(number(share), base - MARGIN - level * STEP, map_id, said, is_reached)
        for map_id, share, said, is_reached, level in placed
    )
    return DotsChart(dots, threshold, base, description)
