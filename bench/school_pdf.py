"""How long does the PDF of one school take? Floor: WeasyPrint on the same content as one static HTML string.

The floor shares nothing with the product: its own typefaces and styles, read once in this warmed process. The product
asks its press, a program apart; both are warm when the rounds begin.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from bench.measuring.district import coordinator, past_cycle
from bench.measuring.door import door_of
from bench.measuring.rounds import compare
from monitoring.models import ExpertMap
from reports.contexts.school_result import build_school_result
from reports.documents.printing import BUNDLED, bundled_path
from reports.documents.rendering import STYLESHEET, font_folders


class Bundled(URLFetcher):
    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        return URLFetcherResponse(url, _typeface(url).open("rb"), {"Content-Type": "font/ttf"})


def _typeface(url: str) -> Path:
    return bundled_path(url.removeprefix(BUNDLED), font_folders())


def main() -> None:
    school = past_cycle().expert_maps.order_by("-final_points", "pk")[0]
    expert_map = ExpertMap.objects.with_context().get(pk=school.pk)
    door, path = door_of(coordinator()), f"/results/maps/{expert_map.pk}/result.pdf"
    result = build_school_result(expert_map, at=datetime.now(UTC))
    context = {"result": result, "letterhead": result.letterhead, "approved": result.approved}
    static = render_to_string("documents/school_result.html", context)
    fonts, fetcher = FontConfiguration(), Bundled()
    margins = f"@page {{ margin-left: {result.letterhead.margin_left_mm}mm; }}"
    written = (Path(finders.find(STYLESHEET)).read_text(encoding="utf-8"), margins)
    styles = [CSS(string=text, base_url=BUNDLED, url_fetcher=fetcher, font_config=fonts) for text in written]

    def floor(_: int) -> bytes:
        html = HTML(string=static, base_url=BUNDLED, url_fetcher=fetcher)
        return html.write_pdf(stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1")

    assert 0.9 < len(door.get(path)) / len(floor(0)) < 1.1, "the floor is not the same document"
    compare("school report, PDF", product=lambda _: door.get(path), floor=floor, at_most=1.2, rounds=15)


if __name__ == "__main__":
    main()
