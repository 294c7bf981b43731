"""What does a page of the product say, as a reader of the screen meets it?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from reports.tests.readback.accounting import plain

# The frame of every page, forms, links of files and keys to signs: no figures of the year.
FRAME = {"nav", "form", "script", "style"}
FRAME_CLASSES = {"documents", "no-print", "legend", "skip"}


def page_text(content: bytes) -> str:
    """Every word of the main part in its order, labels of charts too."""
    [main] = html.fromstring(content.decode("utf-8")).iter("main")
    return re.sub(r" (?=[,.;:)])", "", plain(" ".join(_words(main))))


def _words(node: etree._Element) -> Iterator[str]:
    if isinstance(node.tag, str) and node.tag not in FRAME and not FRAME_CLASSES & set(node.get("class", "").split()):
        yield node.text or ""
        for child in node:
            yield from _words(child)
    yield node.tail or ""
