"""What stands in a PDF: its structure elements in order of reading, and what each page paints under which marks?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

SHOWS_TEXT = frozenset({"Tj", "TJ", "'", '"'})
PAINTS = SHOWS_TEXT | {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "INLINE IMAGE"}
OPENS = frozenset({"BMC", "BDC"})
ARTIFACT = "/Artifact"


@dataclass(eq=False)
class Element:
    """A structure element: its own name, the standard one it is mapped to, and what it holds."""

    own_kind: str
    kind: str
    source: Any
    parent: Element | None
    kids: list[Element] = field(default_factory=list)
    content: list[tuple[Any, int]] = field(default_factory=list)  # page or form, MCID
    objects: list[Any] = field(default_factory=list)  # annotations

    @property
    def depth_first(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            yield from kid.depth_first

    def attribute(self, name: str) -> Any:
        """Of the attribute dictionaries, the first that has it."""
        found = self.source.get("/A")
        for one in found if isinstance(found, Array) else [found]:
            if isinstance(one, Dictionary) and name in one:
                return one[name]
        return None

    def span(self, name: str) -> int:
        return int(self.attribute(name) or 1)


@dataclass(frozen=True)
class Mark:
    """A sequence of marked content: its tag and, where it is tagged, its MCID."""

    tag: str
    mcid: int | None


@dataclass(frozen=True)
class Painted:
    """One painting operator, the marks it stands under from the outermost in, and the codes it shows in which font."""

    place: Any
    operator: str
    marks: tuple[Mark, ...]
    font: Any = None
    text: bytes = b""


class Opened:
    """A PDF in memory, read as far as a condition asks."""

    def __init__(self, source: bytes | pikepdf.Pdf) -> None:
        self.pdf = pikepdf.open(BytesIO(source)) if isinstance(source, bytes) else source
        self.root = self.pdf.Root

    @cached_property
    def structure(self) -> Any:
        return self.root.get("/StructTreeRoot")

    @cached_property
    def roles(self) -> dict[str, str]:
        found = self.structure.get("/RoleMap") if self.structure is not None else None
        return {} if found is None else {key: str(value) for key, value in found.items()}

    def standard(self, kind: str) -> str:
        """Where the role map leads; a circle ends where it closes."""
        seen = {kind}
        while kind in self.roles and self.roles[kind] not in seen:
            kind = self.roles[kind]
            seen.add(kind)
        return kind

    @cached_property
    def top(self) -> list[Element]:
        return [] if self.structure is None else list(self._read(self.structure, None, None))

    @cached_property
    def elements(self) -> list[Element]:
        return [element for top in self.top for element in top.depth_first]

    def of_kind(self, *kinds: str) -> list[Element]:
        return [element for element in self.elements if element.kind in kinds]

    def _read(self, source: Any, parent: Element | None, page: Any) -> Iterator[Element]:
        """The elements right under `source`; its own content goes to `parent`."""
        kids = source.get("/K")
        page = source.get("/Pg", page)
        for kid in kids if isinstance(kids, Array) else [] if kids is None else [kids]:
            if isinstance(kid, int):
                parent.content.append((page, int(kid)))  # type: ignore[union-attr]
            elif kid.get("/Type") == Name.MCR:
                parent.content.append((kid.get("/Stm", kid.get("/Pg", page)), int(kid.MCID)))  # type: ignore[union-attr]
            elif kid.get("/Type") == Name.OBJR:
                parent.objects.append(kid.get("/Obj"))  # type: ignore[union-attr]
            else:
                yield self._element(kid, parent, page)

    def _element(self, source: Any, parent: Element | None, page: Any) -> Element:
        own = str(source.get("/S", ""))
        element = Element(own, self.standard(own), source, parent)
        element.kids = list(self._read(source, element, page))
        return element

    @cached_property
    def _stream(self) -> list[Painted]:
        return [one for page in self.pdf.pages for one in _painted(page.obj, page.obj, page.obj.Resources, ())]

    @cached_property
    def painted(self) -> list[Painted]:
        return [one for one in self._stream if one.operator not in OPENS]

    @cached_property
    def sequences(self) -> list[Painted]:
        """Each sequence of marked content as it opens, whether anything is painted in it or not."""
        return [one for one in self._stream if one.operator in OPENS]

    @cached_property
    def fonts(self) -> list[Any]:
        """Every font of every page and form, once."""
        found = {}
        for resources in self.resources:
            for font in resources.get("/Font", {}).values():
                found[font.objgen] = font
        return list(found.values())

    @cached_property
    def resources(self) -> list[Any]:
        found, waiting = [], [page.obj.get("/Resources", Dictionary()) for page in self.pdf.pages]
        while waiting:
            found.append(waiting.pop())
            waiting += [form.Resources for form in forms_of(found[-1]) if "/Resources" in form]
        return found

    @cached_property
    def annotations(self) -> list[tuple[Any, Any]]:
        """Each with its page."""
        return [(page.obj, note) for page in self.pdf.pages for note in page.obj.get("/Annots", [])]


def forms_of(resources: Any) -> list[Any]:
    return [one for one in resources.get("/XObject", {}).values() if one.get("/Subtype") == Name.Form]


def _painted(place: Any, stream: Any, resources: Any, marks: tuple[Mark, ...]) -> Iterator[Painted]:
    fonts = [None]  # the last is the present one
    for operands, operator in pikepdf.parse_content_stream(pikepdf.Page(stream) if stream is place else stream):
        name = str(operator)
        marks = _marks(name, operands, resources, marks)
        _choose(name, operands, resources, fonts)
        if name == "Do":
            yield from _drawn(place, resources.XObject[str(operands[0])], marks)
        elif name in PAINTS or name in OPENS:
            text = _text(operands) if name in SHOWS_TEXT else b""
            yield Painted(place, name, marks, fonts[-1] if text else None, text)


def _marks(name: str, operands: Any, resources: Any, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    if name in OPENS:
        return (*marks, _mark(operands, resources))
    return marks[:-1] if name == "EMC" else marks


def _choose(name: str, operands: Any, resources: Any, fonts: list[Any]) -> None:
    if name == "q":
        fonts.append(fonts[-1])
    elif name == "Q":
        fonts.pop()
    elif name == "Tf":
        fonts[-1] = resources.Font[str(operands[0])]


def _mark(operands: Any, resources: Any) -> Mark:
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, Name):
        properties = resources.get("/Properties", {}).get(str(properties))
    has_mcid = isinstance(properties, Dictionary) and "/MCID" in properties
    return Mark(str(operands[0]), int(properties.MCID) if has_mcid else None)


def _drawn(place: Any, drawn: Stream, marks: tuple[Mark, ...]) -> Iterator[Painted]:
    if drawn.get("/Subtype") == Name.Form:
        yield from _painted(drawn if "/StructParents" in drawn else place, drawn, drawn.get("/Resources"), marks)
    else:
        yield Painted(place, "Do", marks)


def _text(operands: Any) -> bytes:
    last = operands[-1]
    pieces = last if isinstance(last, Array) else [last]
    return b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
