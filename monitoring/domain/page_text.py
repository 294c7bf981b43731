"""What does a page say to a reader? Its title and its words, without the machinery around them."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass

from lxml import etree

MOST_BYTES = 200_000
TITLE_LENGTH = 300
# Whatever a page calls its letters, only these are tried.
CHARSETS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "windows-1251": "cp1251",
    "cp1251": "cp1251",
    "koi8-r": "koi8-r",
    "iso-8859-5": "iso-8859-5",
    "iso-8859-1": "cp1252",
    "windows-1252": "cp1252",
    "utf-16": "utf-16",
}
MARKS = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))
CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
HTML = ("text/html", "application/xhtml+xml")
SILENT = frozenset({"script", "style", "noscript", "template", "svg", "math", "head", "iframe", "object", "select"})
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "figure"}
    | {"footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "option", "p"}
    | {"pre", "section", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)


@dataclass(frozen=True, slots=True)
class ReadText:
    """`text` is at most MOST_BYTES in UTF-8; both are empty for what is no text."""

    title: str
    text: str


NOTHING = ReadText("", "")


def read_text(body: bytes, content_type: str) -> ReadText:
    """The title and the words of an HTML page or a plain text; nothing for other content."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "text/plain":
        return ReadText("", _cut(tidy(decoded(body, content_type))))
    if kind not in HTML and not (kind == "" and body.lstrip()[:1] == b"<"):
        return NOTHING
    words = _Words()
    # Fed as a stream, libxml2 builds no tree; what it cannot make sense of it leaves out.
    parser = etree.HTMLParser(target=words, no_network=True, recover=True, encoding="utf-8")
    try:
        parser.feed(decoded(body, content_type).encode("utf-8", "replace"))
        parser.close()
    except etree.LxmlError:
        pass  # what was read until then stands
    title = " ".join(tidy("".join(words.title)).split())
    return ReadText(title[:TITLE_LENGTH], _cut(tidy("".join(words.text))))


class _Words:
    """Collects what a reader sees; libxml2 calls it for every element."""

    def __init__(self) -> None:
        self.title: list[str] = []
        self.text: list[str] = []
        self.silent = 0
        self.in_title = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.silent += tag in SILENT
        self.in_title = self.in_title or (tag == "title" and not self.title)
        if tag in BLOCKS:
            self.text.append("\n")

    def end(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in SILENT))
        self.in_title = self.in_title and tag != "title"
        if tag in BLOCKS:
            self.text.append("\n")

    def data(self, words: str) -> None:
        if self.in_title:
            self.title.append(words)
        elif not self.silent:
            self.text.append(words)

    def close(self) -> None:
        """Part of the parser's interface; nothing is left to do."""


def decoded(body: bytes, content_type: str) -> str:
    """By the mark at its beginning, else by what the server or the page says, else UTF-8, else Windows' Cyrillic."""
    for mark, name in MARKS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    said = CHARSET.search(content_type) or CHARSET.search(body[:2048].decode("latin-1"))
    name = CHARSETS.get(said[1].lower(), "") if said else ""
    if name:
        return body.decode(name, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("cp1251", "replace")


def tidy(text: str) -> str:
    """One blank between words, no empty lines, nothing unprintable: what differs is what a reader would notice."""
    lines = (" ".join("".join(c if c.isprintable() else " " for c in line).split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _cut(text: str) -> str:
    return text.encode("utf-8", "replace")[:MOST_BYTES].decode("utf-8", "ignore")
