"""How is a table of a DOCX written: its head on every page, its rows whole, its figures on the right?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

TABLE_SIZE = 10
TIGHT = 20  # twentieths of a point
# Not printable by Unicode's word, yet wanted: spaces that do not break, the soft hyphen.
KEPT = frozenset("\u00a0\u202f\u00ad")


def printable(text: str) -> str:
    """Signs a DOCX cannot hold are left out, as in workbooks."""
    return "".join(sign for sign in text if sign.isprintable() or sign in KEPT)


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and the part of the text's width it takes, in per cent; figures stand on the right."""

    title: str
    width: float
    is_number: bool = False


def fill(
    row: Any, texts: Sequence[str], columns: Sequence[Column], *, size: int = TABLE_SIZE, is_head: bool = False
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415  the slow library again
    from docx.shared import Pt  # noqa: PLC0415

    cells = row.cells
    for place, text in enumerate(texts):
        paragraph = cells[place].paragraphs[0]
        run = paragraph.add_run(printable(text))
        run.font.size, run.bold = Pt(size), is_head
        paragraph.paragraph_format.space_after = Pt(0)
        if columns[place].is_number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if len(texts) < len(columns):
        cells[len(texts) - 1].merge(cells[-1])
    if not is_head:
        _keep_whole(row)


def repeat(row: Any) -> None:
    _mark(row, "w:tblHeader")
    _keep_whole(row)


def _keep_whole(row: Any) -> None:
    _mark(row, "w:cantSplit")


def _mark(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415  the slow library again

    row._tr.get_or_add_trPr().append(OxmlElement(name))


def tighten(table: Any) -> None:
    """Next to no room beside the figures: a column of points is as wide as its code."""
    from docx.oxml import OxmlElement  # noqa: PLC0415  the slow library again
    from docx.oxml.ns import qn  # noqa: PLC0415

    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(TIGHT))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    # The standard's order of elements: margins stand before the look.
    look.addprevious(margins) if look is not None else properties.append(margins)


def widen(table: Any, widths_mm: Sequence[float]) -> None:
    """A row's cells are looked up once: asking for each anew takes most of the time of a wide table."""
    from docx.shared import Mm  # noqa: PLC0415  the slow library again

    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            if cell._tc.grid_span == 1:
                cell.width = Mm(width)
