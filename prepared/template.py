"""What does a template say, when the engine has gone through it once for the whole process?"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Hashable
from typing import Any

from django.template.loader import render_to_string

from prepared.statement import NotPreparable

Pieces = tuple[str | int, ...]
MARKS = ("a", "b")


class PreparedTemplate:
    """Says what the template would with the context `build` makes of a shape and of texts.

    Conditions may look at the shape, and at whether a text is empty. The texts themselves go into the page as they
    are, escaped: a template that looks into them or changes them is refused.
    """

    def __init__(self, name: str, build: Callable[..., dict[str, Any]]) -> None:
        self.name = name
        self.build = build
        self._known: dict[tuple[Hashable, ...], Pieces] = {}

    def __call__(self, shape: Hashable = None, **texts: str) -> str:
        key = (shape, *texts, *map(bool, texts.values()))
        if key not in self._known:
            self._known[key] = self._prepare(shape, texts)
        told = [_escaped(text) for text in texts.values()]
        return "".join([piece if isinstance(piece, str) else told[piece] for piece in self._known[key]])

    def _prepare(self, shape: Hashable, texts: dict[str, str]) -> Pieces:
        """Gone through twice, with different stand-ins: nothing else may differ."""
        made, again = (self._gone_through(shape, texts, mark) for mark in MARKS)
        if made != again:
            raise NotPreparable(f"{self.name} does more with a text than to show it")
        return made

    def _gone_through(self, shape: Hashable, texts: dict[str, str], mark: str) -> Pieces:
        stand_ins = {name: text and f"standin{mark}{number}x" for number, (name, text) in enumerate(texts.items())}
        said = re.split(rf"standin{mark}(\d+)x", render_to_string(self.name, self.build(shape, **stand_ins)))
        return tuple(int(piece) if place % 2 else piece for place, piece in enumerate(said))


def _escaped(text: str) -> str:
    """As the template would: but for what is markup already."""
    return str(text) if hasattr(text, "__html__") else html.escape(text)
