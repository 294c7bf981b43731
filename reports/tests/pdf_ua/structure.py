"""Are the structure's names standard, its headings in order, its figures put into words?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from reports.tests.pdf_ua.opened import Element, Opened

STANDARD = frozenset(
    {
        "/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote", "/Caption", "/TOC", "/TOCI", "/Index",
        "/NonStruct", "/Private", "/P", "/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/L", "/LI", "/Lbl",
        "/LBody", "/Table", "/TR", "/TH", "/TD", "/THead", "/TBody", "/TFoot", "/Span", "/Quote", "/Note",
        "/Reference", "/BibEntry", "/Code", "/Link", "/Annot", "/Ruby", "/RB", "/RT", "/RP", "/Warichu", "/WT",
        "/WP", "/Figure", "/Formula", "/Form",
    }
)  # fmt: skip
HEADINGS = tuple(f"/H{level}" for level in range(1, 7))


def unknown_kinds(paper: Opened) -> Iterator[str]:
    """Matterhorn 02-001: every name is standard or mapped to a standard one."""
    for kind in {element.own_kind for element in paper.elements if element.kind not in STANDARD}:
        yield f"{kind} leads to no standard type"


def circular_roles(paper: Opened) -> Iterator[str]:
    """Matterhorn 02-003: the role map leads somewhere."""
    for kind in paper.roles:
        seen, at = {kind}, paper.roles[kind]
        while at in paper.roles and at not in seen:
            seen.add(at)
            at = paper.roles[at]
        if at in seen:
            yield f"{kind} leads to itself"


def remapped_standard(paper: Opened) -> Iterator[str]:
    """Matterhorn 02-004: standard names mean what the standard says."""
    for kind in STANDARD & set(paper.roles):
        yield f"{kind} is mapped to {paper.roles[kind]}"


def first_heading(paper: Opened) -> Iterator[str]:
    """Matterhorn 14-002: the first numbered heading is H1."""
    headings = paper.of_kind(*HEADINGS)
    if headings and headings[0].kind != "/H1":
        yield f"the first heading is {headings[0].kind}"


def skipped_headings(paper: Opened) -> Iterator[str]:
    """Matterhorn 14-003: going down, no level is left out."""
    levels = [HEADINGS.index(element.kind) for element in paper.of_kind(*HEADINGS)]
    for above, below in pairwise(levels):
        if below > above + 1:
            yield f"{HEADINGS[below]} follows {HEADINGS[above]}"


def plain_headings(paper: Opened) -> Iterator[str]:
    """Matterhorn 14-006, 14-007: one H a node, and never beside numbered ones."""
    plain = paper.of_kind("/H")
    if plain and paper.of_kind(*HEADINGS):
        yield "H beside numbered headings"
    for count in Counter(id(element.parent) for element in plain).values():
        if count > 1:
            yield "several H in one node"


def no_headings(paper: Opened) -> Iterator[str]:
    """Our own: every paper says its name as a heading with words in it."""
    headings = paper.of_kind(*HEADINGS, "/H")
    if not headings:
        yield "no heading"
    for heading in headings:
        if not any(element.content for element in heading.depth_first):
            yield f"an empty {heading.kind}"


def figures_without_words(paper: Opened) -> Iterator[str]:
    """Matterhorn 13-004, 17-002: a figure and a formula have Alt or ActualText."""
    for element in paper.of_kind("/Figure", "/Formula"):
        if not any(str(element.source.get(name, "")).strip() for name in ("/Alt", "/ActualText")):
            yield f"{element.kind} without words"


def figures_without_place(paper: Opened) -> Iterator[str]:
    """ISO 32000-1, table 345: a figure's BBox, in the page's own units and upon the page."""
    for element in paper.of_kind("/Figure"):
        box = [float(side) for side in element.attribute("/BBox") or ()]
        if len(box) != 4 or not _inside(box, element):
            yield f"a figure's BBox is {box}"


def _inside(box: list[float], element: Element) -> bool:
    left, bottom, right, top = (float(side) for side in element.source.Pg.MediaBox)
    return left <= box[0] < box[2] <= right and bottom <= box[1] < box[3] <= top


def notes_without_id(paper: Opened) -> Iterator[str]:
    """Matterhorn 19-003, 19-004: a note has an ID of its own."""
    ids = [str(element.source.get("/ID", "")) for element in paper.of_kind("/Note")]
    yield from (f"{count} notes with ID {one!r}" for one, count in Counter(ids).items() if not one or count > 1)


def parents_that_differ(paper: Opened) -> Iterator[str]:
    """ISO 32000-1, 14.7.2: an element's P is the element it is found in."""
    for element in paper.elements:
        above = paper.structure if element.parent is None else element.parent.source
        if element.source.get("/P") is None or element.source.P.objgen != above.objgen:
            yield f"{element.kind} names another parent"


def ids_without_tree(paper: Opened) -> Iterator[str]:
    """ISO 32000-1, table 322: where elements have IDs, there is a tree of them."""
    if any("/ID" in element.source for element in paper.elements) and "/IDTree" not in paper.structure:
        yield "IDs, but no IDTree"


CONDITIONS = (
    unknown_kinds, circular_roles, remapped_standard, first_heading, skipped_headings, plain_headings, no_headings,
    figures_without_words, figures_without_place, notes_without_id, parents_that_differ, ids_without_tree,
)  # fmt: skip
