"""Are links and fields in the structure, in words, in order?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Dictionary

from reports.tests.pdf_ua.opened import Element, Opened

DEFINED = frozenset(
    {
        "/Text", "/Link", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight",
        "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Popup", "/FileAttachment", "/Sound",
        "/Movie", "/Widget", "/Screen", "/PrinterMark", "/Watermark", "/3D", "/Redact",
    }
)  # fmt: skip
IN_ANNOT = frozenset({"/Link", "/Widget", "/PrinterMark", "/Popup"})  # those that stand elsewhere


def _holder(paper: Opened, note: Any) -> Element | None:
    return next((e for e in paper.elements for one in e.objects if one.objgen == note.objgen), None)


def _words(holder: Element | None, note: Any) -> bool:
    alternate = holder.source.get("/Alt") if holder else None
    return bool(str(note.get("/Contents", "") or alternate or "").strip())


def notes_not_in_annot(paper: Opened) -> Iterator[str]:
    """Matterhorn 28-002: an annotation that is no link, field or printer's mark stands in Annot."""
    for _, note in paper.annotations:
        if str(note.Subtype) not in IN_ANNOT:
            holder = _holder(paper, note)
            if holder is None or holder.kind != "/Annot":
                yield f"{note.Subtype} outside Annot"


def notes_without_words(paper: Opened) -> Iterator[str]:
    """Matterhorn 28-004: such an annotation is put into words."""
    for _, note in paper.annotations:
        if str(note.Subtype) not in IN_ANNOT and not _words(_holder(paper, note), note):
            yield f"{note.Subtype} without words"


def undefined_notes(paper: Opened) -> Iterator[str]:
    """Matterhorn 28-006, 28-007: only annotations of the standard, and no TrapNet."""
    for _, note in paper.annotations:
        if str(note.Subtype) not in DEFINED:
            yield f"annotation {note.Subtype}"


def pages_without_order(paper: Opened) -> Iterator[str]:
    """Matterhorn 28-008, 28-009: where there are annotations, the tabulator follows the structure."""
    for page, _ in paper.annotations:
        if page.get("/Tabs") != "/S":
            yield f"Tabs is {page.get('/Tabs')}"


def fields_not_in_form(paper: Opened) -> Iterator[str]:
    """Matterhorn 28-010: a field stands in Form."""
    for _, note in paper.annotations:
        holder = _holder(paper, note) if note.Subtype == "/Widget" else None
        if note.Subtype == "/Widget" and (holder is None or holder.kind != "/Form"):
            yield "a field outside Form"


def fields_without_words(paper: Opened) -> Iterator[str]:
    """Matterhorn 28-005: a field has TU, or its element Alt."""
    for field in paper.root.get("/AcroForm", Dictionary()).get("/Fields", []):
        if not str(field.get("/TU", "")) and not _words(_holder(paper, field), Dictionary()):
            yield "a field without TU"


def links_not_in_link(paper: Opened) -> Iterator[str]:
    """Matterhorn 28-011: a link stands in Link."""
    for _, note in paper.annotations:
        holder = _holder(paper, note) if note.Subtype == "/Link" else None
        if note.Subtype == "/Link" and (holder is None or holder.kind != "/Link"):
            yield "a link outside Link"


def links_without_words(paper: Opened) -> Iterator[str]:
    """Matterhorn 28-012: a link says in Contents where it leads."""
    for _, note in paper.annotations:
        if note.Subtype == "/Link" and not str(note.get("/Contents", "")).strip():
            yield "a link without Contents"


CONDITIONS = (
    notes_not_in_annot, notes_without_words, undefined_notes, pages_without_order, fields_not_in_form,
    fields_without_words, links_not_in_link, links_without_words,
)  # fmt: skip
