"""How does HTML become PDF/UA-1: tagged, with our typefaces inside, and nothing fetched from anywhere?

Runs in a program of its own (reports.documents.press_program), so nothing of Django is imported here.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports.documents import tags
from reports.documents.frames import Margins

BUNDLED = "bundled:"
TYPED_NUMBER = "<li value="  # a list that goes on where another ended: heeding it takes a twentieth of the time
ELEMENTS = "elements.css"  # beside the stylesheet


class RefusedAddress(ValueError):
    """A document asked for something that is not bundled with the product."""


def bundled_path(name: str, folders: Sequence[Path]) -> Path:
    """The typeface of that file name; raises RefusedAddress for any other name."""
    for folder in folders:
        path = folder / name
        if path.parent == folder and path.suffix == ".ttf" and path.is_file():
            return path
    raise RefusedAddress(f"not bundled: {name}")


class BundledFetcher(URLFetcher):
    """Answers «bundled:» names of typefaces; every other address, of file or network, is refused."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__()
        self.folders = folders

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if not url.startswith(BUNDLED):
            raise RefusedAddress(f"not bundled: {url}")
        typeface = bundled_path(url.removeprefix(BUNDLED), self.folders).read_bytes()
        return URLFetcherResponse(url, typeface, {"Content-Type": "font/ttf"})


class Paper(HTML):
    """A document whose elements are what `elements` says, in place of all WeasyPrint says of HTML."""

    def __init__(self, html: str, elements: CSS, fetcher: URLFetcher) -> None:
        super().__init__(string=html, base_url=BUNDLED, url_fetcher=fetcher)
        self.elements = elements

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [self.elements]


class Printer:
    """Prints as long as it lives: to read typefaces and styles anew for each document takes five times longer."""

    def __init__(self, folders: Sequence[Path], stylesheet: Path) -> None:
        self.fetcher, self.fonts = BundledFetcher(folders), FontConfiguration()
        self.stylesheet = stylesheet
        self.margins: dict[Margins, CSS] = {}

    @cached_property
    def elements(self) -> CSS:
        return self._css(self.stylesheet.with_name(ELEMENTS).read_text(encoding="utf-8"))

    @cached_property
    def styles(self) -> CSS:
        return self._css(self.stylesheet.read_text(encoding="utf-8"))

    def print(self, html: str, margins: Margins) -> bytes:
        document = Paper(html, self.elements, self.fetcher)
        styles = [self.styles, self._margins(margins)]
        pdf = document.write_pdf(
            stylesheets=styles,
            font_config=self.fonts,
            pdf_variant="pdf/ua-1",
            finisher=tags.finish,
            presentational_hints=TYPED_NUMBER in html,
        )
        assert pdf is not None  # no target was given
        return pdf

    def _margins(self, margins: Margins) -> CSS:
        """Margins are the municipality's; a landscape page is bound at its top, its other sides are the table's."""
        if margins not in self.margins:
            upright = " ".join(f"{side}mm" for side in margins)
            wide = f"@page wide {{ margin: {max(20, margins.left)}mm 10mm 12mm 15mm; }}"
            self.margins[margins] = self._css(f"@page {{ margin: {upright}; }} {wide}")
        return self.margins[margins]

    def _css(self, text: str) -> CSS:
        return CSS(string=text, base_url=BUNDLED, url_fetcher=self.fetcher, font_config=self.fonts)
