"""What does each section of a document say: the drawn words, or a person's in their place?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reports.contexts.passages import Block, blocks
from reports.queries.words import Words, Written


@dataclass(frozen=True, slots=True)
class Section:
    """`key` is its name in addresses and rows, `title` its heading on paper."""

    key: str
    title: str
    drawn: str
    written: Written | None

    @property
    def is_edited(self) -> bool:
        return self.written is not None and bool(self.written.text)

    @property
    def text(self) -> str:
        return self.written.text if self.written and self.written.text else self.drawn

    @property
    def version(self) -> int:
        return self.written.version if self.written else 0

    @property
    def is_outdated(self) -> bool:
        """Edited, and the data say something else since."""
        return self.is_edited and self.written is not None and self.written.drawn != self.drawn

    @property
    def blocks(self) -> tuple[Block, ...]:
        return blocks(self.text)

    @property
    def drawn_blocks(self) -> tuple[Block, ...]:
        return blocks(self.drawn)


def sections(drawn: Iterable[tuple[str, str, str]], words: Words) -> tuple[Section, ...]:
    """From (key, title, drawn words), in the order of the document."""
    return tuple(Section(key, title, text, words.get(key)) for key, title, text in drawn)
