"""How large is a school? By what ОО-1 says of its pupils on the year's day."""

from __future__ import annotations

from collections.abc import Collection, Mapping

SMALL_BELOW = 200
LARGE_FROM = 600
SIZES = {
    "small": f"небольшие: менее {SMALL_BELOW} обучающихся",
    "medium": f"средние: {SMALL_BELOW}–{LARGE_FROM - 1}",
    "large": f"крупные: {LARGE_FROM} и более",
    "unknown": "нет сведений ОО-1",
}
# The fifth class stands in no figure of ОО-1 that is loaded: pages say so beside the borders.
FIGURES_OF_LEVEL = {"noo": "pupils_1_4", "ooo": "pupils_6_11", "soo": "pupils_6_11"}


def pupils_of(levels: Collection[str], figures: Mapping[str, int | None]) -> int | None:
    """Pupils of classes 1–4 and 6–11 as far as the school has them; None when a figure it needs is unknown."""
    needed = {FIGURES_OF_LEVEL[level] for level in levels}
    known = [figures.get(name) for name in needed]
    numbers = [value for value in known if value is not None]
    return sum(numbers) if needed and len(numbers) == len(needed) else None


def size_of(pupils: int | None) -> str:
    """A key of SIZES."""
    if pupils is None:
        return "unknown"
    if pupils < SMALL_BELOW:
        return "small"
    return "large" if pupils >= LARGE_FROM else "medium"
