"""How does a PDF lose what nobody should read in it, and become pictures of its pages?"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from itertools import islice
from math import ceil
from typing import Any

import pikepdf
import pypdfium2 as pdfium

from monitoring.errors import RefusedFile
from monitoring.uploads import words
from monitoring.uploads.pictures import as_png, without_exif

SCREEN_WIDTH = 1000
MAX_PIXELS = 6_000_000
READ_PAGES = 100

HARMLESS = frozenset({"/GoTo", "/Named"})
WEB = ("http://", "https://", "mailto:")
CARRIERS = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"})


def clean(content: bytes) -> bytes:
    """The same pages without properties, scripts, hidden files and launched programs. Raises RefusedFile."""
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            pages = len(document.pages)
            # Wrong offsets are mended; without its end it was cut off on the way, and pages may be missing.
            if not pages or "/Size" not in document.trailer:
                raise RefusedFile(words.DAMAGED)
            _strip(document)
            out = io.BytesIO()
            document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    except pikepdf.PasswordError:
        raise RefusedFile(words.PASSWORD) from None
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, ValueError, TypeError, AttributeError, KeyError):
        raise RefusedFile(words.DAMAGED) from None
    _check_opens(out.getvalue(), pages)
    return out.getvalue()


def _check_opens(content: bytes, pages: int) -> None:
    """A file mended on the way is kept only if it is whole again, and the reviewer's page can show it."""
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as written:
            whole = len(written.pages) == pages
        with pdfium.PdfDocument(content) as document:
            whole = whole and len(document) == pages
            document[0].get_size()
    except (pikepdf.PdfError, pdfium.PdfiumError):
        whole = False
    if not whole:
        raise RefusedFile(words.DAMAGED)


def _strip(document: pikepdf.Pdf) -> None:
    _drop(document.trailer, "/Info", "/ID")
    _drop(document.Root, "/Collection", "/Perms")
    _drop(document.Root.get("/Names"), "/EmbeddedFiles", "/JavaScript", "/Renditions")
    for page in document.pages:
        _strip_annotations(page)
    for item in document.objects:
        _sweep(item)


def _drop(holder: Any, *names: str) -> None:
    for name in names if isinstance(holder, pikepdf.Dictionary) else ():
        if name in holder:
            del holder[name]


def _strip_annotations(page: pikepdf.Page) -> None:
    """Files and films pinned to a page go; a comment loses the name of who wrote it."""
    annotations = page.obj.get("/Annots")
    if not isinstance(annotations, pikepdf.Array):
        return
    kept = [one for one in annotations if isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") not in CARRIERS]
    for one in kept:
        if one.get("/Subtype") != "/Widget" and "/T" in one:
            del one["/T"]
    page.obj["/Annots"] = pikepdf.Array(kept)


def _sweep(item: Any) -> None:
    """One object with everything written inside it; what it only refers to comes by itself."""
    waiting = [item]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += [child for child in one if _is_inside(child)]
        elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            _sweep_keys(one)
            waiting += [child for child in one.values() if _is_inside(child)]
            if isinstance(one, pikepdf.Stream):
                _sweep_picture(one)


def _is_inside(child: Any) -> bool:
    return isinstance(child, pikepdf.Array | pikepdf.Dictionary) and not child.is_indirect


def _sweep_keys(one: Any) -> None:
    for key in list(one.keys()):
        is_hidden = HIDDEN.get(key)
        if is_hidden is not None and is_hidden(one, one[key]):
            del one[key]


def _has(value: Any, *keys: str) -> bool:
    return isinstance(value, pikepdf.Dictionary) and any(key in value for key in keys)


def _acts(holder: Any, value: Any) -> bool:
    """Whether an action, or one of several, does more than turn to a page or open a page of the web."""
    if isinstance(value, pikepdf.Array):
        return any(_acts(holder, child) for child in value)
    if not _has(value, "/S"):
        return False
    if value["/S"] == "/URI":
        return not str(value.get("/URI", "")).lower().startswith(WEB)
    return str(value["/S"]) not in HARMLESS


# By what it is, not by its key alone: a font or a picture may be called «A» or «JS» in the resources of a page.
HIDDEN: dict[str, Callable[[Any, Any], bool]] = {
    "/A": _acts,
    "/PA": _acts,
    "/Next": _acts,
    "/OpenAction": _acts,
    "/AA": lambda holder, value: any(_has(child, "/S") for child in _values(value)),
    "/JS": lambda holder, value: holder.get("/S") == "/JavaScript",
    "/XFA": lambda holder, value: "/Fields" in holder,
    "/Metadata": lambda holder, value: isinstance(value, pikepdf.Stream) and value.get("/Subtype") == "/XML",
    "/PieceInfo": lambda holder, value: bool(_values(value)) and "/Type" not in value,
    "/LastModified": lambda holder, value: isinstance(value, pikepdf.String),
    "/AF": lambda holder, value: isinstance(value, pikepdf.Array) or _has(value, "/EF", "/UF"),
    "/EF": lambda holder, value: _has(value, "/F", "/UF"),
}


def _values(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, pikepdf.Dictionary) else []


def _sweep_picture(stream: pikepdf.Stream) -> None:
    if stream.get("/Filter") != "/DCTDecode":
        return
    raw = stream.read_raw_bytes()
    bare = without_exif(raw)
    if bare != raw:
        stream.write(bare, filter=pikepdf.Name.DCTDecode, decode_parms=stream.get("/DecodeParms"))  # type: ignore[arg-type]


def lines(content: bytes) -> Iterator[str]:
    """What stands on the first pages; a scan has no text."""
    with pdfium.PdfDocument(content) as document:
        for page in islice(document, READ_PAGES):
            yield from page.get_textpage().get_text_bounded().splitlines()


def sizes_on_screen(content: bytes, most: int) -> tuple[int, list[tuple[int, int]]]:
    """How many pages there are, and how large the first ones stand on a screen."""
    with pdfium.PdfDocument(content) as document:
        return len(document), [_scaled(page)[1] for page in islice(document, most)]


def on_screen(content: bytes, number: int) -> bytes:
    """One page, counted from 1, as PNG."""
    with pdfium.PdfDocument(content) as document:
        document.init_forms()  # else what is filled into a form is not drawn
        page = document[number - 1]
        return as_png(page.render(scale=_scaled(page)[0], may_draw_forms=True).to_pil().convert("RGB"))


def _scaled(page: pdfium.PdfPage) -> tuple[float, tuple[int, int]]:
    width, height = (max(1.0, side) for side in page.get_size())
    scale = min(SCREEN_WIDTH / width, (MAX_PIXELS / (width * height)) ** 0.5)
    return scale, (ceil(width * scale), ceil(height * scale))
