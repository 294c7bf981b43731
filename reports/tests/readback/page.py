"""What does a page of the product say, block by block, as a reader of the screen meets it?"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree, html

from reports.tests.readback.accounting import plain

# Words that belong to the frame of every page, to forms and to links of files, not to the year.
FRAME = ("nav", "form", "script", "style", "header", "footer")
FRAME_CLASSES = ("documents", "no-print", "legend")


@dataclass(frozen=True)
class Page:
    """The main part of a page, without what frames it."""

    main: etree._Element

    @classmethod
    def read(cls, content: bytes) -> Page:
        [main] = html.fromstring(content.decode("utf-8")).iter("main")
        for node in list(main.iter()):
            if node.getparent() is not None and _frames(node):
                node.drop_tree()
        return cls(main)

    def section(self, name: str) -> etree._Element:
        """The one whose heading has this id."""
        [found] = self.main.xpath(f".//section[@aria-labelledby='{name}']")
        return found

    def text(self, node: etree._Element | None = None) -> str:
        """Every word of the node in its order, parts apart from each other."""
        return plain(" ".join((self.main if node is None else node).itertext()))

    def rest(self) -> str:
        """What stands outside the sections."""
        return plain(" ".join(self._outside(self.main)))

    def _outside(self, node: etree._Element):
        yield node.text or ""
        for child in node:
            if child.tag != "section":
                yield from self._outside(child)
            yield child.tail or ""


def _frames(node: etree._Element) -> bool:
    classes = (node.get("class") or "").split() if isinstance(node.tag, str) else []
    return not isinstance(node.tag, str) or node.tag in FRAME or bool(set(classes) & set(FRAME_CLASSES))
