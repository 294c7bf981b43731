"""Do tables, lists and contents hold what they may hold, and are tables regular, with cells that know their heads?"""

from __future__ import annotations

from collections.abc import Iterator

from reports.tests.pdf_ua.opened import Element, Opened

# What an element may hold; what is not named here may hold anything but what belongs to another.
HOLDS = {
    "/Table": {"/TR", "/THead", "/TBody", "/TFoot", "/Caption"},
    "/THead": {"/TR"}, "/TBody": {"/TR"}, "/TFoot": {"/TR"},
    "/TR": {"/TH", "/TD"},
    "/L": {"/L", "/LI", "/Caption"},
    "/LI": {"/Lbl", "/LBody"},
    "/TOC": {"/TOC", "/TOCI", "/Caption"},
    "/TOCI": {"/Lbl", "/Reference", "/NonStruct", "/P", "/TOC"},
    "/Ruby": {"/RB", "/RT", "/RP"},
    "/Warichu": {"/WT", "/WP"},
}  # fmt: skip
STANDS_IN = {
    "/TR": {"/Table", "/THead", "/TBody", "/TFoot"},
    "/THead": {"/Table"}, "/TBody": {"/Table"}, "/TFoot": {"/Table"},
    "/TH": {"/TR"}, "/TD": {"/TR"},
    "/LI": {"/L"}, "/LBody": {"/LI"},
    "/TOCI": {"/TOC"},
    "/RB": {"/Ruby"}, "/RT": {"/Ruby"}, "/RP": {"/Ruby"}, "/WT": {"/Warichu"}, "/WP": {"/Warichu"},
}  # fmt: skip
TABLE = ("/Table", "/THead", "/TBody", "/TFoot", "/TR", "/TH", "/TD")
LIST = ("/L", "/LI", "/LBody")
CONTENTS = ("/TOC", "/TOCI")
RUBY = ("/Ruby", "/RB", "/RT", "/RP", "/Warichu", "/WT", "/WP")


def _misplaced(paper: Opened, kinds: tuple[str, ...]) -> Iterator[str]:
    for element in paper.of_kind(*kinds):
        above = element.parent.kind if element.parent else "the root"
        if above not in STANDS_IN.get(element.kind, {above}):
            yield f"{element.kind} in {above}"
        for kid in element.kids:
            if kid.kind not in HOLDS.get(element.kind, {kid.kind}):
                yield f"{element.kind} holds {kid.kind}"
        if element.kind in HOLDS and element.content:
            yield f"{element.kind} holds text"


def table_syntax(paper: Opened) -> Iterator[str]:
    """Matterhorn 09-004: tables as in ISO 32000-1, table 337; one head, one foot, the caption first or last."""
    yield from _misplaced(paper, TABLE)
    for table in paper.of_kind("/Table"):
        kinds = [kid.kind for kid in table.kids]
        if kinds.count("/THead") > 1 or kinds.count("/TFoot") > 1:
            yield "a table with two heads or feet"
        if "/Caption" in kinds[1:-1] or kinds.count("/Caption") > 1:
            yield "a caption amid a table"


def list_syntax(paper: Opened) -> Iterator[str]:
    """Matterhorn 09-005: lists as in ISO 32000-1, table 336."""
    yield from _misplaced(paper, LIST)


def contents_syntax(paper: Opened) -> Iterator[str]:
    """Matterhorn 09-006: tables of contents as in ISO 32000-1, table 333."""
    yield from _misplaced(paper, CONTENTS)


def ruby_syntax(paper: Opened) -> Iterator[str]:
    """Matterhorn 09-007, 09-008: as in ISO 32000-1, table 338."""
    yield from _misplaced(paper, RUBY)


def heads_without_scope(paper: Opened) -> Iterator[str]:
    """Matterhorn 15-003: a table's cells name their heads, or every TH says what it is the head of."""
    for table in paper.of_kind("/Table"):
        cells = [element for element in table.depth_first if element.kind in ("/TH", "/TD")]
        if all(cell.attribute("/Headers") is not None for cell in cells if cell.kind == "/TD") and _named(cells):
            continue
        for cell in cells:
            if cell.kind == "/TH" and str(cell.attribute("/Scope")) not in ("/Row", "/Column", "/Both"):
                yield "a TH without Scope"


def _named(cells: list[Element]) -> bool:
    """Whether every name a cell gives is the ID of a head of the same table."""
    ids = {str(cell.source.ID) for cell in cells if cell.kind == "/TH" and "/ID" in cell.source}
    named = {str(name) for cell in cells for name in cell.attribute("/Headers") or ()}
    return bool(named) and named <= ids


def tables_without_heads(paper: Opened) -> Iterator[str]:
    """Matterhorn 15-001 in what a machine sees of it: a table has a TH."""
    for table in paper.of_kind("/Table"):
        if not any(element.kind == "/TH" for element in table.depth_first):
            yield "a table without a TH"


def irregular_tables(paper: Opened) -> Iterator[str]:
    """Matterhorn 01-006, note 3: every row has as many places, spans counted."""
    for table in paper.of_kind("/Table"):
        widths = set(_widths([element for element in table.depth_first if element.kind == "/TR"]))
        if len(widths) > 1:
            yield f"rows of {sorted(widths)} places"


def _widths(rows: list[Element]) -> Iterator[int]:
    hanging: list[tuple[int, int]] = []  # rows it still reaches into, places it takes there
    for row in rows:
        from_above = sum(places for _, places in hanging)
        hanging = [(left - 1, places) for left, places in hanging if left > 1]
        cells = [kid for kid in row.kids if kid.kind in ("/TH", "/TD")]
        hanging += [(cell.span("/RowSpan") - 1, cell.span("/ColSpan")) for cell in cells if cell.span("/RowSpan") > 1]
        yield from_above + sum(cell.span("/ColSpan") for cell in cells)


CONDITIONS = (
    table_syntax, list_syntax, contents_syntax, ruby_syntax, heads_without_scope, tables_without_heads,
    irregular_tables,
)  # fmt: skip
