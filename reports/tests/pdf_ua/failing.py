"""Which conditions does a PDF fail? All of them are asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from reports.tests.pdf_ua import annotations, content, document, fonts, nesting, structure
from reports.tests.pdf_ua.opened import Opened

Condition = Callable[[Opened], Iterator[str]]
CONDITIONS: tuple[Condition, ...] = (
    *document.CONDITIONS, *structure.CONDITIONS, *nesting.CONDITIONS, *content.CONDITIONS, *annotations.CONDITIONS,
    *fonts.CONDITIONS,
)  # fmt: skip
SAID = 3  # the same fault in a thousand places needs no thousand lines


def failures(pdf: bytes) -> list[str]:
    """«condition: what was found», a few of each."""
    paper = Opened(pdf)
    return [f"{condition.__name__}: {said}" for condition in CONDITIONS for said in islice(condition(paper), SAID)]
