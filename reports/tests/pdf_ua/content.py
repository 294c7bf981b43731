"""Is all that is painted either real content found in the structure, or an artifact, and never both?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, NumberTree

from reports.tests.pdf_ua.opened import ARTIFACT, Opened, forms_of


def artifacts_inside(paper: Opened) -> Iterator[str]:
    """Matterhorn 01-003: no artifact inside tagged content."""
    for one in paper.sequences:
        tags = [mark.tag == ARTIFACT for mark in one.marks]
        tagged = [mark.mcid is not None for mark in one.marks]
        if any(tags[inner] and any(tagged[:inner]) for inner in range(len(tags))):
            yield "an artifact inside tagged content"


def tagged_inside_artifacts(paper: Opened) -> Iterator[str]:
    """Matterhorn 01-004: no tagged content inside an artifact."""
    for one in paper.sequences:
        tags = [mark.tag == ARTIFACT for mark in one.marks]
        tagged = [mark.mcid is not None for mark in one.marks]
        if any(tagged[inner] and any(tags[:inner]) for inner in range(len(tags))):
            yield "tagged content inside an artifact"


def neither(paper: Opened) -> Iterator[str]:
    """Matterhorn 01-005: what is painted is tagged, or an artifact."""
    for one in paper.painted:
        if not any(mark.tag == ARTIFACT or mark.mcid is not None for mark in one.marks):
            yield f"{one.operator} under no mark"


def out_of_structure(paper: Opened) -> Iterator[str]:
    """Matterhorn 01-005 from the other side: the content's element stands in the tree and holds it."""
    held = {(_key(place), mcid) for element in paper.elements for place, mcid in element.content}
    marked = {(_key(one.place), one.marks[-1].mcid) for one in paper.sequences if one.marks[-1].mcid is not None}
    yield from (f"content {mcid} stands in no element" for _, mcid in sorted(marked - held))
    yield from (f"an element holds content {mcid}, which is nowhere" for _, mcid in sorted(held - marked))


def parent_tree_that_differs(paper: Opened) -> Iterator[str]:
    """ISO 32000-1, 14.7.4.4: from content to its element by the parent tree, and back the same."""
    parents = _parents(paper)
    for element in paper.elements:
        for place, mcid in element.content:
            row = parents.get(int(place.get("/StructParents", -1))) if place is not None else None
            if not isinstance(row, Array) or mcid >= len(row) or _key(row[mcid]) != _key(element.source):
                yield f"the parent tree has another element for content {mcid}"


def lines_of_nobody(paper: Opened) -> Iterator[str]:
    """ISO 32000-1, 14.7.4.4: the parent tree leads to elements that stand in the tree."""
    known = {_key(element.source) for element in paper.elements}
    for row in _parents(paper).values():
        for one in row if isinstance(row, Array) else [row]:
            if isinstance(one, Dictionary) and _key(one) not in known:
                yield f"the parent tree leads to {one.get('/S')}, which stands nowhere"


def forms_used_twice(paper: Opened) -> Iterator[str]:
    """Matterhorn 30-002: a form with tagged content of its own is painted once."""
    forms = [form for resources in paper.resources for form in forms_of(resources)]
    for count in Counter(_key(form) for form in forms if "/StructParents" in form).values():
        if count > 1:
            yield f"a tagged form painted {count} times"


def _parents(paper: Opened) -> dict[int, Any]:
    if paper.structure is None or "/ParentTree" not in paper.structure:
        return {}
    return dict(NumberTree(paper.structure.ParentTree).items())


def _key(source: Any) -> tuple[int, int]:
    return (0, 0) if source is None else source.objgen


CONDITIONS = (
    artifacts_inside, tagged_inside_artifacts, neither, out_of_structure, parent_tree_that_differs, lines_of_nobody,
    forms_used_twice,
)  # fmt: skip
