"""Which degree of effectiveness does a total have, and how far is the next one?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeVar

BandKey = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Band:
    """A degree of effectiveness, from `share_from` per cent of the maximum, inclusive."""

    key: BandKey
    title: str
    share_from: int


AnyBand = TypeVar("AnyBand", bound=Band)


def band_of(points: int, maximum: int, bands: Iterable[AnyBand]) -> AnyBand:
    """The highest band reached, compared unrounded: 79.6 % is below 80 %. A maximum of 0 reaches the lowest only.

    Raises ValueError when no band is reached, that is when none begins at 0 %.
    """
    highest_first = _highest_first(bands)
    if maximum == 0 and highest_first:
        return highest_first[-1]
    for band in highest_first:
        if 100 * points >= band.share_from * maximum:
            return band
    raise ValueError("no band begins at 0 %")


def least_points(band: Band, maximum: int) -> int:
    """The fewest whole points that reach the band: ceil(share_from · maximum / 100)."""
    return -(-band.share_from * maximum // 100)


def gap_to_next(points: int, maximum: int, bands: Iterable[AnyBand]) -> tuple[AnyBand, int] | None:
    """The band that the next better total reaches and the points missing to it; None in the highest."""
    known = tuple(bands)
    above = [needed for band in known if (needed := least_points(band, maximum)) > points]
    return (band_of(min(above), maximum, known), min(above) - points) if above else None


def _highest_first(bands: Iterable[AnyBand]) -> list[AnyBand]:
    return sorted(bands, key=lambda band: band.share_from, reverse=True)
