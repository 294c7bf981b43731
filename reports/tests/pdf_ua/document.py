"""Is the document as a whole marked, named, in a language, and open to assistive technology?"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from pikepdf import Array, Dictionary, Name, Stream

from reports.tests.pdf_ua.opened import Opened

DC_TITLE = ".//{http://purl.org/dc/elements/1.1/}title//{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"
IDENTIFIER = "{http://www.aiim.org/pdfua/ns/id/}part"
FOR_ASSISTANCE = 1 << 9  # the tenth bit of the permissions


def no_metadata(paper: Opened) -> Iterator[str]:
    """Matterhorn 06-001: the catalogue has an XMP stream."""
    if not isinstance(paper.root.get("/Metadata"), Stream):
        yield "no XMP metadata"


def no_identifier(paper: Opened) -> Iterator[str]:
    """Matterhorn 06-002: pdfuaid:part is 1."""
    xmp = _xmp(paper)
    parts = [] if xmp is None else [one.get(IDENTIFIER) or one.text for one in xmp.iter() if _says_part(one)]
    if parts != ["1"]:
        yield f"pdfuaid:part is {parts}"


def _says_part(node: ElementTree.Element) -> bool:
    return node.tag == IDENTIFIER or IDENTIFIER in node.attrib


def no_title(paper: Opened) -> Iterator[str]:
    """Matterhorn 06-003: dc:title says something."""
    xmp = _xmp(paper)
    if xmp is None or not any((node.text or "").strip() for node in xmp.findall(DC_TITLE)):
        yield "no dc:title"


def _xmp(paper: Opened) -> ElementTree.Element | None:
    stream = paper.root.get("/Metadata")
    return ElementTree.fromstring(stream.read_bytes()) if isinstance(stream, Stream) else None  # noqa: S314  our own


def title_not_shown(paper: Opened) -> Iterator[str]:
    """Matterhorn 07-001, 07-002: a window is named by the title, not by the file."""
    if paper.root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle") is not True:
        yield "DisplayDocTitle is not true"


def no_language(paper: Opened) -> Iterator[str]:
    """Matterhorn 11-001 … 11-006: the catalogue's language holds for every text that says no other."""
    if str(paper.root.get("/Lang", "")) not in ("ru", "ru-RU"):
        yield f"Lang is {paper.root.get('/Lang')!r}"


def not_marked(paper: Opened) -> Iterator[str]:
    """ISO 14289-1, 6.2: the document says it is tagged."""
    if paper.root.get("/MarkInfo", Dictionary()).get("/Marked") is not True:
        yield "Marked is not true"


def suspects(paper: Opened) -> Iterator[str]:
    """Matterhorn 01-007: Suspects is not true."""
    if paper.root.get("/MarkInfo", Dictionary()).get("/Suspects") is True:
        yield "Suspects is true"


def no_structure(paper: Opened) -> Iterator[str]:
    """ISO 14289-1, 7.1: there is a structure tree, and something in it."""
    if not paper.elements:
        yield "no structure elements"


def closed_to_assistance(paper: Opened) -> Iterator[str]:
    """Matterhorn 26-001, 26-002: encryption leaves the text to assistive technology."""
    encryption = paper.pdf.trailer.get("/Encrypt")
    if encryption is not None and not int(encryption.get("/P", 0)) & FOR_ASSISTANCE:
        yield "the tenth bit of the permissions is not set"


def dynamic_form(paper: Opened) -> Iterator[str]:
    """Matterhorn 25-001: no dynamic XFA; our papers have no XFA at all."""
    if "/XFA" in paper.root.get("/AcroForm", Dictionary()):
        yield "XFA"


def scripts(paper: Opened) -> Iterator[str]:
    """Our own: a paper runs nothing (what a script does cannot be judged by a machine: 29-001)."""
    if "/JavaScript" in paper.root.get("/Names", Dictionary()) or "/AA" in paper.root:
        yield "JavaScript of the document"
    if isinstance(paper.root.get("/OpenAction"), Dictionary):
        yield "an action on opening"


def attached_without_name(paper: Opened) -> Iterator[str]:
    """Matterhorn 21-001: an embedded file is named by F and UF."""
    files = paper.root.get("/Names", Dictionary()).get("/EmbeddedFiles", Dictionary()).get("/Names", Array())
    for one in list(files)[1::2]:
        if not {"/F", "/UF"} <= set(one.keys()):
            yield "an embedded file without F or UF"


def optional_content_without_name(paper: Opened) -> Iterator[str]:
    """Matterhorn 20-001 … 20-003: configurations of optional content are named and switch nothing by themselves."""
    content = paper.root.get("/OCProperties", Dictionary())
    for one in (*content.get("/Configs", Array()), *([content.D] if "/D" in content else [])):
        if not str(one.get("/Name", "")):
            yield "a configuration without a name"
        if "/AS" in one:
            yield "a configuration with AS"


def reference_forms(paper: Opened) -> Iterator[str]:
    """Matterhorn 30-001: no content of other files."""
    for resources in paper.resources:
        for name, one in resources.get("/XObject", {}).items():
            if one.get("/Subtype") == Name.Form and "/Ref" in one:
                yield f"{name} refers to another file"


CONDITIONS = (
    no_metadata, no_identifier, no_title, title_not_shown, no_language, not_marked, suspects, no_structure,
    closed_to_assistance, dynamic_form, scripts, attached_without_name, optional_content_without_name, reference_forms,
)  # fmt: skip
