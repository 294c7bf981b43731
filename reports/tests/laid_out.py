"""How does a printed PDF lie on its pages: numbered, bookmarked, nothing stranded, cut, overlapping or outside?"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

import pypdfium2
from pypdf import PdfReader

from reports.tests.pdf_ua.opened import Element, Opened
from reports.tests.pdf_ua.structure import HEADINGS

MM = 72 / 25.4
EDGE = 9 * MM  # the narrowest margin less the roundness of a letter
HEAD = 18 * MM  # where the page's number stands
SLACK = 1.5  # points two neighbours may reach into each other
Box = tuple[float, float, float, float]


def faults(pdf: bytes) -> list[str]:
    """Of all kinds; empty for a paper that can be handed on."""
    paper = Opened(pdf)
    return [*unnumbered(pdf), *unmarked(pdf, paper), *stranded(paper), *cut(paper), *headless(paper), *outside(pdf)]


def unnumbered(pdf: bytes) -> Iterator[str]:
    """The page's number in the middle of its top from the second on, nothing there on the first."""
    for number, page in _pages_of(pdf):
        width, height = page.get_size()
        found = page.get_textpage().get_text_bounded(width / 3, height - HEAD, width * 2 / 3, height).strip()
        if found != (str(number) if number > 1 else ""):
            yield f"page {number} is numbered {found!r}"


def _pages_of(pdf: bytes) -> Iterator[tuple[int, pypdfium2.PdfPage]]:
    """With their numbers; closed behind the one who reads them."""
    with pypdfium2.PdfDocument(pdf) as document:
        yield from enumerate(document, start=1)


def unmarked(pdf: bytes, paper: Opened) -> Iterator[str]:
    """A bookmark a heading; a heading over two pages is one."""

    def count(outline: list) -> int:
        return sum(count(entry) if isinstance(entry, list) else 1 for entry in outline)

    headings, bookmarks = len(paper.of_kind(*HEADINGS)), count(PdfReader(BytesIO(pdf)).outline)
    if not 0 < bookmarks == headings:
        yield f"{bookmarks} bookmarks for {headings} headings"


def stranded(paper: Opened) -> Iterator[str]:
    """A heading or a caption with nothing under it on its page."""
    for above, below in pairwise(_blocks(paper)):
        if above.kind in (*HEADINGS, "/Caption") and above.parent is not None:
            # A figure's caption stands under it, a table's above its rows.
            leads = above.kind != "/Caption" or above.parent.kind == "/Table"
            if leads and _pages(above)[-1] != _pages(below)[0]:
                yield f"{above.kind} stands alone at the end of page {_pages(above)[-1]}"


def _blocks(paper: Opened) -> list[Element]:
    """Elements in order of reading, as far down as paragraphs, cells and captions."""
    kinds = (*HEADINGS, "/P", "/Caption", "/TH", "/TD", "/LI", "/Figure")
    return [element for element in paper.of_kind(*kinds) if _pages(element)]


def _pages(element: Element) -> list[tuple[int, int]]:
    return [place.objgen for one in element.depth_first for place, _ in one.content]


def cut(paper: Opened) -> Iterator[str]:
    """A row begun on the page before: the cell that names it is empty."""
    for row in paper.of_kind("/TR"):
        heads = [kid for kid in row.kids if kid.kind == "/TH"]
        if heads and not any(_pages(head) for head in heads):
            yield "a row is cut between pages"


def headless(paper: Opened) -> Iterator[str]:
    """A table, or its part on a further page, without the titles of its columns."""
    for table in paper.of_kind("/Table"):
        is_wide = any(len(row.kids) > 2 for row in table.depth_first if row.kind == "/TR")
        if is_wide and not any(kid.kind == "/THead" for kid in table.kids):
            yield "a table without the titles of its columns"


def outside(pdf: bytes) -> Iterator[str]:
    """Text beyond the margins, or upon other text."""
    for number, page in _pages_of(pdf):
        width, height = page.get_size()
        boxes = _boxes(page)
        for left, bottom, right, top in boxes:
            if left < EDGE or bottom < EDGE or right > width - EDGE or top > height - EDGE / 2:
                yield f"page {number}: text at {left:.0f}, {bottom:.0f}, {right:.0f}, {top:.0f}"
        yield from (f"page {number}: text upon text at {box[0]:.0f}, {box[1]:.0f}" for box in _overlapping(boxes))


def _boxes(page: pypdfium2.PdfPage) -> list[Box]:
    text = page.get_textpage()
    found = [text.get_rect(index) for index in range(text.count_rects())]
    return [box for box in found if box[2] - box[0] > SLACK and box[3] - box[1] > SLACK]


def _overlapping(boxes: list[Box]) -> Iterator[Box]:
    ordered = sorted(boxes)
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other[0] > one[2] - SLACK:
                break
            if min(one[3], other[3]) - max(one[1], other[1]) > SLACK:
                yield other
