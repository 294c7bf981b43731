"""What do the tags still want of PDF/UA-1 when WeasyPrint has written them?

Page numbers are tagged there as text that stands in no element, heads of columns and rows are not told apart, and the
place of a figure is in pixels from the top. Mended on the objects before they are written: nothing is parsed again.
Runs in the program that prints, so nothing of Django is imported here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

POINTS = 0.75  # of a pixel
HEADS = "/THead"


def finish(_: Any, pdf: Any) -> None:
    """WeasyPrint's finisher: the document as it was laid out, and the PDF to be written."""
    elements = [one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/StructElem"]
    for element in elements:
        kind = element["S"]
        if kind == "/TH":
            _scope(element, pdf)
        elif kind == "/TD":
            _without_headers(element)
        elif kind == "/Figure":
            _place(element, pdf)
    _set_page_numbers_apart(elements, pdf)


def _of(reference: bytes, pdf: Any) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _scope(cell: Any, pdf: Any) -> None:
    """A head in the head of the table is its column's, any other its row's: no cell need name it."""
    group = _of(_of(cell["P"], pdf)["P"], pdf)
    cell["A"]["Scope"] = "/Column" if group["S"] == HEADS else "/Row"
    cell.pop("ID", None)


def _without_headers(cell: Any) -> None:
    cell["A"].pop("Headers", None)
    if set(cell["A"]) == {"O"}:
        del cell["A"]


def _place(figure: Any, pdf: Any) -> None:
    """In points from the lower left corner of the page."""
    height = _of(figure["Pg"], pdf)["MediaBox"][3]
    left, top, right, bottom = (side * POINTS for side in figure["A"]["BBox"])
    figure["A"]["BBox"][:] = [left, height - bottom, right, height - top]


def _set_page_numbers_apart(elements: list[Any], pdf: Any) -> None:
    """What stands in the margins belongs to the page, not to the text: an artifact, in no element."""
    document = next(element for element in elements if element["S"] == "/Document")
    held = set(document["K"])
    strays = [one for one in elements if one.get("P") == document.reference and one.reference not in held]
    rows = _of(_of(pdf.catalog["StructTreeRoot"], pdf)["ParentTree"], pdf)["Nums"]
    for stray in strays:
        page = _of(stray["Pg"], pdf)
        numbers = set(_numbers(stray, pdf))
        _make_artifacts(_of(page["Contents"], pdf).stream, numbers)
        for number in numbers:
            rows[2 * page["StructParents"] + 1][number] = b"null"


def _numbers(element: Any, pdf: Any) -> Iterator[int]:
    """Of all content under the element, which is emptied."""
    for kid in element.pop("K"):
        if isinstance(kid, int):
            yield kid
        else:
            yield from _numbers(_of(kid, pdf), pdf)
    element.clear()


def _make_artifacts(stream: list[Any], numbers: set[int]) -> None:
    """Margins are painted after the text: looked for from the end."""
    left = len(numbers)
    for place in range(len(stream) - 1, 0, -1):
        if not left:
            return
        properties = stream[place]
        if isinstance(properties, dict) and properties.get("MCID") in numbers:
            properties.clear()
            properties.update({"Type": "/Pagination", "Subtype": "/Header"})
            stream[place - 1] = "/Artifact"
            left -= 1
