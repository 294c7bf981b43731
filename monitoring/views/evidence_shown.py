"""Which pages of a file stand on one page of ours, and where are the rest?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from monitoring.domain.evidence_rendition import rendition_of
from monitoring.models import Evidence

AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class PageShown:
    number: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Part:
    """Another handful of pages: «21–40»."""

    number: int
    first: int
    last: int
    is_here: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """Pictures of pages or blocks of text; `unshown` pages are beyond what is ever shown."""

    count: int
    pages: tuple[PageShown, ...]
    parts: tuple[Part, ...]
    unshown: int
    blocks: tuple[Mapping[str, Any], ...]
    cut: bool
    refusal: str


def shown(evidence: Evidence, asked: str = "") -> Shown:
    """`asked` is the number of a part as the address has it; nonsense means the first."""
    rendition = rendition_of(evidence)
    sizes = rendition.sizes
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    number = max(1, min(number, -(-len(sizes) // AT_ONCE)))
    first = (number - 1) * AT_ONCE
    here = enumerate(sizes[first : first + AT_ONCE], first + 1)
    return Shown(
        count=rendition.count,
        pages=tuple(PageShown(page, width, height) for page, (width, height) in here),
        parts=_parts(len(sizes), number),
        unshown=rendition.count - len(sizes),
        blocks=rendition.blocks,
        cut=rendition.cut,
        refusal=rendition.refusal,
    )


def _parts(pages: int, here: int) -> tuple[Part, ...]:
    if pages <= AT_ONCE:
        return ()
    starts = range(1, pages + 1, AT_ONCE)
    return tuple(
        Part(number, start, min(start + AT_ONCE - 1, pages), number == here) for number, start in enumerate(starts, 1)
    )
