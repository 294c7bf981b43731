"""How does a person fill an expert map on its page? By typing into fields and reading what stands beside them."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from config.tests.browser.people import plain

SAVED_OR_SILENT = re.compile(r"^\s*(✓\s*Сохранено \d\d:\d\d)?\s*$")
NO_DRAFT = "code => !Object.keys(localStorage).some((key) => key.startsWith('draft:') && key.endsWith(`:${code}`))"
YES_NO = {True: "Да", False: "Нет"}


class MapPage:
    """The open page of a map."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def indicator(self, code: str) -> Locator:
        return self.page.locator(f"article[data-code='{code}']")

    def field(self, code: str, name: str) -> Locator:
        return self.indicator(code).locator(f"[name='{name}']")

    def state(self, code: str) -> Locator:
        return self.page.locator(f"#state-{slug(code)}")

    def working(self, code: str) -> str:
        return plain(self.page.locator(f"#working-{slug(code)}").inner_text())

    def type_into(self, code: str, name: str, text: str, *, delay: float = 0) -> None:
        """Replaces what a text field holds, key by key."""
        field = self.field(code, name)
        if name == "note" and not field.is_visible():
            self.indicator(code).locator("details.note > summary").click()
            expect(field).to_be_visible()
        field.click()
        field.press("Control+a")
        if not text:
            field.press("Delete")
        field.press_sequentially(text, delay=delay)

    def choose(self, code: str, name: str, value: bool) -> None:
        self.indicator(code).locator(f"input[name='{name}'][value='{'yes' if value else 'no'}']").check(force=True)

    def answer(self, code: str, values: dict[str, Any]) -> None:
        """Types an answer as `record_answer` would take it and waits until it is saved."""
        for name, value in values.items():
            if name == "parts":
                for key, part in value.items():
                    self.choose(code, f"part_{key}", part)
            elif name == "fact":
                self.choose(code, name, value)
            else:
                self.type_into(code, name, str(value))
        self.wait_saved(code)

    def wait_saved(self, code: str, *, seconds: float = 60) -> None:
        """Until nothing of the answer waits in the browser: «Сохранено» stands there, or nothing after a reload."""
        self.page.wait_for_function(NO_DRAFT, arg=code, timeout=1000 * seconds)
        expect(self.state(code)).to_have_text(SAVED_OR_SILENT, timeout=1000 * seconds)

    def add_link(self, code: str, url: str, title: str) -> None:
        place = self.indicator(code)
        place.locator("[data-add=link]").click()
        place.locator("input[name=url]").fill(url)
        place.locator("input[name=title]:visible").fill(title)
        place.get_by_role("button", name="Добавить ссылку").click()
        expect(place.locator("ul.evidence")).to_contain_text(title)

    def add_file(self, code: str, path: str, title: str) -> None:
        place = self.indicator(code)
        place.locator("[data-add=file]").click()
        place.locator("input[type=file]").set_input_files(path)
        place.locator("input[name=child_names][value=none]").check()
        place.locator("input[name=title]:visible").fill(title)
        place.get_by_role("button", name="Добавить файл").click()
        expect(place.locator("ul.evidence")).to_contain_text(title)

    @property
    def standing(self) -> str:
        return plain(self.page.locator("#standing .figure").inner_text())


def slug(code: str) -> str:
    return code.replace(".", "-")
