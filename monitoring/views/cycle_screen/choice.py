"""How do filters stand in the address, each with the number it leads to?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter's key in the address, its words, how many it shows."""

    key: str
    title: str
    count: int
    is_chosen: bool


def known(key: str | None, keys: Collection[str]) -> str:
    """The key if there is such a filter, else the one that shows all."""
    return key if key is not None and key in keys else ""


def choices_of(titles: Mapping[str, str], counts: Mapping[str, int], chosen: str) -> list[Choice]:
    """Filters that show something, the chosen one and the one that shows all."""
    return [
        Choice(key, title, counts[key], key == chosen)
        for key, title in titles.items()
        if counts[key] or key in {"", chosen}
    ]


def search_text(typed: str) -> str:
    """What is looked for: printable characters only (a NUL is refused by PostgreSQL), not too many of them."""
    return "".join(char for char in typed if char.isprintable()).strip()[:100]
