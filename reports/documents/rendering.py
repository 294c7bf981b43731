"""How does a context become a PDF people sign: tagged, in Russian, with its typefaces inside?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from reports.documents.frames import Margins
from reports.documents.press import press_of

STYLESHEET = "documents/document.css"
PATIENCE = 300.0


def render_pdf(template: str, context: dict[str, Any], margins: Mapping[str, int]) -> bytes:
    """The template as PDF/UA-1: A4, tagged, titled, fonts embedded; raises NoPaper when it meets a limit. `margins` is
    the letterhead's, by side in millimetres.

    The words are put together here, where the data are; printed by a limited program that knows no data but these.
    """
    html = render_to_string(template, context)
    return press_of(stylesheet(), font_folders()).print(
        html, Margins(*(margins[f"margin_{side}_mm"] for side in Margins._fields))
    )


def wait_as_long_as_it_takes() -> None:
    """For a background worker, where no request is cut off by the web server: only the work itself is limited."""
    press = press_of(stylesheet(), font_folders())
    press.limits = replace(press.limits, wait=PATIENCE)


def stylesheet() -> Path:
    found = finders.find(STYLESHEET)
    assert isinstance(found, str)  # the product's own file
    return Path(found)


def font_folders() -> tuple[Path, ...]:
    return tuple(map(Path, settings.FONT_DIRS))
