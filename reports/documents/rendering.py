"""How does a context become a PDF people sign: tagged, in Russian, with its typefaces inside?"""

from __future__ import annotations

import atexit
import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

STYLESHEET = "documents/document.css"
BUNDLED = "bundled:"
# Fonts and parsed styles are kept for the life of the process; Pango's structures are not for two threads at once.
_press = threading.Lock()


class RefusedAddress(ValueError):
    """A document asked for something that is not bundled with the product."""


def render_pdf(
    template: str,
    context: dict[str, Any],
    *,
    margin_left_mm: int,
    margin_right_mm: int = 10,
    margin_top_mm: int = 20,
    margin_bottom_mm: int = 20,
) -> bytes:
    """The template as PDF/UA-1: A4, tagged, titled, fonts embedded. Nothing is fetched from anywhere."""
    # WeasyPrint takes a second to import: pages that make no documents do not wait for it.
    from weasyprint import HTML  # noqa: PLC0415

    html = HTML(string=render_to_string(template, context), base_url=BUNDLED, url_fetcher=_fetcher())
    margins = (margin_top_mm, margin_right_mm, margin_bottom_mm, margin_left_mm)
    with _press:
        pdf = html.write_pdf(stylesheets=[_styles(), _margins(*margins)], font_config=_fonts(), pdf_variant="pdf/ua-1")
    assert pdf is not None  # no target was given
    return pdf


def bundled_path(name: str) -> Path:
    """The typeface of that file name; raises RefusedAddress for any other name."""
    for folder in settings.FONT_DIRS:
        path = Path(folder) / name
        if path.parent == Path(folder) and path.suffix == ".ttf" and path.is_file():
            return path
    raise RefusedAddress(f"not bundled: {name}")


@cache
def _fetcher() -> URLFetcher:
    """Answers «bundled:» names of typefaces; every other address, of file or network, is refused (QUALITY.md 12)."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415  the slow library again

    class BundledFetcher(URLFetcher):
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if not url.startswith(BUNDLED):
                raise RefusedAddress(f"not bundled: {url}")
            typeface = bundled_path(url.removeprefix(BUNDLED)).read_bytes()
            return URLFetcherResponse(url, typeface, {"Content-Type": "font/ttf"})

    return BundledFetcher()


@cache
def _fonts() -> FontConfiguration:
    """One a process: reading the typefaces anew for each document makes it five times slower."""
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415  the slow library again

    # Its folder of typefaces is deleted with it, which must happen before the interpreter takes itself apart.
    atexit.register(_forget)
    return FontConfiguration()


def _forget() -> None:
    for kept in (_styles, _margins, _fonts):
        kept.cache_clear()


@cache
def _styles() -> CSS:
    found = finders.find(STYLESHEET)
    assert isinstance(found, str)  # the product's own file
    return _css(Path(found).read_text(encoding="utf-8"))


@cache
def _margins(top_mm: int, right_mm: int, bottom_mm: int, left_mm: int) -> CSS:
    """Margins are the municipality's; a landscape page is bound at its top, its other sides are the table's."""
    wide = f"@page wide {{ margin: {max(20, left_mm)}mm 10mm 12mm 15mm; }}"
    return _css(f"@page {{ margin: {top_mm}mm {right_mm}mm {bottom_mm}mm {left_mm}mm; }} {wide}")


def _css(text: str) -> CSS:
    from weasyprint import CSS  # noqa: PLC0415  the slow library again

    return CSS(string=text, base_url=BUNDLED, url_fetcher=_fetcher(), font_config=_fonts())
