"""What does a screen look like? Pictures for a person's eyes: wide, phone, dark, and on paper (script/look)."""

from __future__ import annotations

import os
import re
from pathlib import Path

from playwright.sync_api import Page

from config.tests.browser.people import WIDE

FOLDER = os.environ.get("PICTURES", "")
PHONE = {"width": 360, "height": 780}


def keep_pictures(page: Page, role: str, stop: str) -> None:
    """Four pictures of the open page into the folder PICTURES; without one, nothing."""
    if not FOLDER:
        return
    name = re.sub(r"[^\w]+", "_", f"{role} {stop}").strip("_")
    folder = Path(FOLDER)
    page.screenshot(path=folder / f"{name}.wide.png", full_page=True)
    page.emulate_media(color_scheme="dark")
    page.screenshot(path=folder / f"{name}.dark.png", full_page=True)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(PHONE)
    page.screenshot(path=folder / f"{name}.phone.png", full_page=True)
    page.set_viewport_size(WIDE)
    page.pdf(path=folder / f"{name}.pdf", format="A4", prefer_css_page_size=True)
