"""Is every figure of a text accounted for? Phrases we vouch for are struck out; a digit that is left is nobody's."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pypdfium2

# How the reader tells that a word was broken at its own hyphen, in either way of reading.
BROKEN_HYPHEN = re.compile("[\x02\ufffe]")
STRUCK = " ▢ "
# The mark of an item at the very end of a page; a school's number, a table's and a count that end a sentence are not.
MARK = re.compile(r"(?<![№—])(?<!таблице) \d{1,2}\.$|(?<![\d%]) –$")
FIGURE = re.compile(r"\d[\d\s,.]*\d|\d")


def plain(text: str) -> str:
    """One plain space for every run of spaces; no soft hyphens, no break after a hyphen or inside «8–9»."""
    return re.sub(r"(?<=\w-) (?=\w)|(?<=\d–) (?=\d)", "", " ".join(text.replace("\u00ad", "").split()))


def paper_text(
    pdf: bytes, drawn: Iterable[str] = (), heads: Iterable[str] = (), *, has_lone_signs: bool = False
) -> str:
    """All pages in a row; on each from the second its number stands and is taken away.

    What a page draws after its text (marks of lists, and `drawn`, labels of charts) goes to the very end, so that a
    sentence over two pages stays whole; so do `heads` of tables, which a page repeats before its text. By the place of
    its letters a lone sign in a column is read as the end of the name before it: then it is read as it was written.
    """
    labels = sorted(map(plain, drawn), key=len, reverse=True)
    bodies, tails = [], []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), start=1):
        letters = page.get_textpage()
        read = letters.get_text_range() if has_lone_signs else letters.get_text_bounded()
        text = plain(BROKEN_HYPHEN.sub("-", read))
        if number > 1:
            assert text.endswith(f" {number}"), f"page {number} bears no number: …{text[-80:]}"
            text = text.removesuffix(f" {number}")
        head = next((head for head in heads if number > 1 and text.startswith(f"{head} ")), "")
        text = text.removeprefix(head)
        body = _without_tail(text, labels)
        bodies.append(body)
        tails += [head, text.removeprefix(body)]
    return plain(" ".join([*bodies, *tails]))


def _without_tail(text: str, labels: list[str]) -> str:
    while True:
        label = next((label for label in labels if text.endswith(f" {label}")), None)
        shorter = text.removesuffix(f" {label}") if label else MARK.sub("", text)
        if shorter == text:
            return text
        text = shorter


class Account:
    """`wrong` are phrases that should have been there; `left` are figures nobody vouched for, with words around."""

    def __init__(self, text: str) -> None:
        self.rest = plain(text)
        self.wrong: list[str] = []

    def must(self, phrases: Iterable[str]) -> None:
        """Each stands there as often as it is given; the longest are struck out first."""
        for phrase in sorted(map(plain, phrases), key=len, reverse=True):
            self.rest, times = _bounded(phrase).subn(STRUCK, self.rest, count=1)
            if not times:
                self.wrong.append(phrase)

    def may(self, phrases: Iterable[str]) -> None:
        """Headings repeated on every page, labels drawn where there is room."""
        for phrase in sorted(map(plain, phrases), key=len, reverse=True):
            self.rest = _bounded(phrase).sub(STRUCK, self.rest)

    @property
    def left(self) -> list[str]:
        return [self.rest[max(0, hit.start() - 40) : hit.end() + 30] for hit in FIGURE.finditer(self.rest)]

    @property
    def faults(self) -> dict[str, list[str]]:
        """What the test holds against {"wrong": [], "left": []}."""
        return {"wrong": self.wrong, "left": self.left}


ALL_ACCOUNTED: dict[str, list[str]] = {"wrong": [], "left": []}


def _bounded(phrase: str) -> re.Pattern[str]:
    """Never inside a longer number: «3 %» is not found in «13 %», nor «1,5» in «1,52»."""
    before = r"(?<![\d,.])" if phrase[0].isdigit() else ""
    after = r"(?!\d|[,.]\d)" if phrase[-1].isdigit() else r"(?!\d)"
    return re.compile(before + re.escape(phrase) + after)
