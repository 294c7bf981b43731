"""In what order do people expect names? № 2 before № 10, «ё» beside «е», capitals and spaces ignored."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"([0-9]+)")

NaturalKey = tuple[str | int, ...]


def natural_key(text: str) -> NaturalKey:
    """A sort key: text and whole numbers in turn, beginning with text, so keys always compare."""
    plain = " ".join(text.split()).casefold().replace("ё", "е")
    pieces = _DIGITS.split(plain)
    return tuple(int(piece) if position % 2 else piece for position, piece in enumerate(pieces))
