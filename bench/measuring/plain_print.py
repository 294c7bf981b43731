"""What is the least a PDF could take? WeasyPrint on one static HTML string, typefaces and styles read once.

Shares nothing with the product but the typefaces and the stylesheet.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.contrib.staticfiles import finders
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports.contexts.letterhead import Letterhead
from reports.documents.printing import BUNDLED, bundled_path
from reports.documents.rendering import STYLESHEET, font_folders


class Bundled(URLFetcher):
    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        return URLFetcherResponse(url, _typeface(url).open("rb"), {"Content-Type": "font/ttf"})


def _typeface(url: str) -> Path:
    return bundled_path(url.removeprefix(BUNDLED), font_folders())


def printing_of(html: str, head: Letterhead) -> Callable[[int], bytes]:
    """Prints this string anew each round, within the margins of the letterhead."""
    fonts, fetcher = FontConfiguration(), Bundled()
    sides = " ".join(f"{head.margins[f'margin_{side}_mm']}mm" for side in ("top", "right", "bottom", "left"))
    written = (Path(finders.find(STYLESHEET)).read_text(encoding="utf-8"), f"@page {{ margin: {sides}; }}")
    styles = [CSS(string=text, base_url=BUNDLED, url_fetcher=fetcher, font_config=fonts) for text in written]

    def print_it(_: int) -> bytes:
        document = HTML(string=html, base_url=BUNDLED, url_fetcher=fetcher)
        return document.write_pdf(stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1")

    return print_it
