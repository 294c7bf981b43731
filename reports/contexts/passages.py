"""How is plain text read as paragraphs and lists, and written back?

A blank line ends a paragraph; a line beginning with «– » is an item of a list, one beginning with «1. » a numbered
item. Lines without a mark go on what stands above them. There is nothing else to know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

PARAGRAPH, DASH, NUMBERED = "paragraph", "dash", "numbered"
_MARK = re.compile(r"(?:(?P<dash>[–—•-])|(?P<number>[0-9]{1,3})\.)[ \u00a0\t]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or an item; `number` is what was typed before a numbered one, 0 elsewhere."""

    kind: str
    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """Passages of one kind in a row: paragraphs, or one list."""

    kind: str
    passages: tuple[Passage, ...]

    @property
    def is_counted(self) -> bool:
        """Whether the numbers that were typed are those a list has anyway: 1, 2, 3."""
        return all(passage.number == place for place, passage in enumerate(self.passages, start=1))


def passages(text: str) -> tuple[Passage, ...]:
    found: list[Passage] = []
    goes_on = False
    for line in text.splitlines():
        words = line.strip(" \t")
        if not words:
            goes_on = False
        elif mark := _MARK.match(words):
            number = int(mark["number"] or 0)
            found.append(Passage(NUMBERED if mark["number"] else DASH, words[mark.end() :], number))
            goes_on = True
        elif goes_on:
            last = found.pop()
            found.append(Passage(last.kind, f"{last.text} {words}", last.number))
        else:
            found.append(Passage(PARAGRAPH, words))
            goes_on = True
    return tuple(found)


def blocks(text: str) -> tuple[Block, ...]:
    rows = groupby(passages(text), key=lambda passage: passage.kind)
    return tuple(Block(kind, tuple(group)) for kind, group in rows)


def paragraphs_text(texts: Iterable[str]) -> str:
    """Drawn sentences as a person will find them in the field."""
    return "\n\n".join(texts)


def numbered_text(texts: Iterable[str], first: int = 1) -> str:
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=first))


def dashed_text(texts: Iterable[str]) -> str:
    return "\n".join(f"– {text}" for text in texts)


def typed_text(text: str) -> str:
    """What came from a browser: one kind of line end, no signs that cannot be printed, no space at the ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    clean = ("".join(sign for sign in line if sign.isprintable() or sign in "\u00a0\u202f\u00ad") for line in lines)
    return "\n".join(line.rstrip() for line in clean).strip()
