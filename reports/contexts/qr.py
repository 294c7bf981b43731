"""How does an address become squares a telephone reads?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import segno

QUIET = 4  # squares left white around the code; less, and some telephones do not find it


@dataclass(frozen=True, slots=True)
class QrCode:
    """A square of `size` units; `path` draws its dark squares (the `d` of an SVG path). `text` is what it says."""

    text: str
    size: int
    path: str


def qr_code(text: str) -> QrCode:
    """With enough spare squares for a crease or a stamp (level M)."""
    matrix = segno.make_qr(text, error="m").matrix
    return QrCode(text, len(matrix) + 2 * QUIET, "".join(_runs(matrix)))


def _runs(matrix: Iterable[Iterable[int]]) -> Iterator[str]:
    """Dark squares side by side are one rectangle: no hairlines between them on paper."""
    for y, row in enumerate(matrix, QUIET):
        x = QUIET
        for is_dark, squares in groupby(map(bool, row)):
            width = len(list(squares))
            if is_dark:
                yield f"M{x} {y}h{width}v1h-{width}z"
            x += width
