"""Can every sign be drawn and read back: typefaces inside, codes that lead to letters, widths that are true?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name, Stream

from reports.tests.pdf_ua.opened import Opened

FILES = ("/FontFile", "/FontFile2", "/FontFile3")
NOT_DRAWN = " \u00a0\u202f\u00ad\u200b"
FORBIDDEN = frozenset({"\0", "\ufeff", "\ufffe"})
ONE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f ]+)>")
SECTION = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)


def not_embedded(paper: Opened) -> Iterator[str]:
    """Matterhorn 31-009: the program of every typeface is in the file."""
    for font in paper.fonts:
        descriptor = _cid_font(font).get("/FontDescriptor", Dictionary())
        if not any(name in descriptor for name in FILES):
            yield f"{font.BaseFont} is not embedded"


def codes_that_lead_nowhere(paper: Opened) -> Iterator[str]:
    """Matterhorn 31-004, 31-005: an embedded CIDFontType2 says how its codes become glyphs."""
    for font in paper.fonts:
        below = _cid_font(font)
        if below.get("/Subtype") == Name.CIDFontType2:
            mapped = below.get("/CIDToGIDMap")
            if mapped != Name.Identity and not isinstance(mapped, Stream):
                yield f"{font.BaseFont}: CIDToGIDMap is {mapped}"


def foreign_encoding(paper: Opened) -> Iterator[str]:
    """Matterhorn 31-006: a CMap is Identity or embedded."""
    for font in paper.fonts:
        encoding = font.get("/Encoding")
        known = encoding in (Name("/Identity-H"), Name("/Identity-V")) or isinstance(encoding, Stream)
        if font.Subtype == Name.Type0 and not known:
            yield f"{font.BaseFont}: {encoding}"


def no_way_to_letters(paper: Opened) -> Iterator[str]:
    """Matterhorn 31-027: a typeface with codes of its own has ToUnicode."""
    for font in paper.fonts:
        if not isinstance(font.get("/ToUnicode"), Stream):
            yield f"{font.BaseFont} without ToUnicode"


def forbidden_letters(paper: Opened) -> Iterator[str]:
    """Matterhorn 31-028, 31-029: no code becomes U+0000, U+FEFF or U+FFFE."""
    for font in paper.fonts:
        for code, text in _letters(font).items():
            if FORBIDDEN & set(text):
                yield f"{font.BaseFont}: {code:04x} is {text!r}"


def codes_without_letters(paper: Opened) -> Iterator[str]:
    """Matterhorn 10-001: every code shown leads to letters."""
    for font, codes in _shown(paper):
        for code in codes - set(_letters(font)):
            yield f"{font.BaseFont}: {code:04x} has no letter"


def missing_glyphs(paper: Opened) -> Iterator[str]:
    """Matterhorn 31-011: the program has every glyph that is shown; only spaces are empty."""
    for font, codes in _shown(paper):
        program = _program(font)
        if program is None:
            continue
        order, glyphs, letters = program.getGlyphOrder(), program["glyf"], _letters(font)
        for code in codes:
            drawn = code < len(order) and glyphs[order[code]].numberOfContours != 0
            if not drawn and letters.get(code, "?").strip(NOT_DRAWN):
                yield f"{font.BaseFont}: nothing is drawn for {letters.get(code)!r}"


def untrue_widths(paper: Opened) -> Iterator[str]:
    """Matterhorn 31-016: widths in the dictionary and in the program differ by a thousandth at most."""
    for font, codes in _shown(paper):
        program, widths = _program(font), _widths(font)
        if program is None:
            continue
        order, scale = program.getGlyphOrder(), 1000 / program["head"].unitsPerEm
        for code in codes:
            true = program["hmtx"][order[code]][0] * scale if code < len(order) else 0
            if abs(widths.get(code, 1000) - true) > 1:
                yield f"{font.BaseFont}: {code:04x} is {widths.get(code, 1000)} wide, drawn {true:.1f}"


def signs_of_nothing(paper: Opened) -> Iterator[str]:
    """Matterhorn 31-030: .notdef is never shown."""
    for font, codes in _shown(paper):
        if 0 in codes or isinstance(font.get("/Encoding"), Stream):
            yield f"{font.BaseFont}: .notdef"


def _cid_font(font: Any) -> Any:
    return font.DescendantFonts[0] if "/DescendantFonts" in font else font


def _shown(paper: Opened) -> list[tuple[Any, set[int]]]:
    """Codes of two bytes by font."""
    codes: dict[tuple[int, int], set[int]] = {}
    fonts = {}
    for one in paper.painted:
        if one.font is not None:
            fonts[one.font.objgen] = one.font
            pairs = zip(one.text[::2], one.text[1::2], strict=False)
            codes.setdefault(one.font.objgen, set()).update(high << 8 | low for high, low in pairs)
    return [(font, codes[key]) for key, font in fonts.items()]


def _letters(font: Any) -> dict[int, str]:
    stream = font.get("/ToUnicode")
    if not isinstance(stream, Stream):
        return {}
    text = stream.read_bytes().decode("latin-1")
    pairs = [pair for section in SECTION.findall(text) for pair in ONE.findall(section)]
    return {int(code, 16): bytes.fromhex(letters).decode("utf-16-be", "replace") for code, letters in pairs}


def _program(font: Any) -> TTFont | None:
    descriptor = _cid_font(font).get("/FontDescriptor", Dictionary())
    return TTFont(BytesIO(descriptor.FontFile2.read_bytes())) if "/FontFile2" in descriptor else None


def _widths(font: Any) -> dict[int, float]:
    found, entries = {}, list(_cid_font(font).get("/W", []))
    for start, widths in zip(entries[::2], entries[1::2], strict=True):
        found |= {int(start) + place: float(width) for place, width in enumerate(widths)}
    return found


CONDITIONS = (
    not_embedded, codes_that_lead_nowhere, foreign_encoding, no_way_to_letters, forbidden_letters,
    codes_without_letters, missing_glyphs, untrue_widths, signs_of_nothing,
)  # fmt: skip
