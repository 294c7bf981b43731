"""How does a reviewer work who never touches the mouse? Presses keys, remembers what was said, watches the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from playwright.sync_api import Page

from config.tests.browser.people import plain

SMALL = {"width": 1280, "height": 720}
# The three words, whole, within the window, without scrolling; and where the focus is.
SEEN = """() => {
  const whole = [...document.querySelectorAll(".verdicts .button")].every((button) => {
    const box = button.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
  });
  return {whole, focused: document.activeElement.matches("[data-focus]")};
}"""
PLACE = """() => ({address: location.pathname, said: document.getElementById("desk-said").textContent,
  title: document.title})"""
REASON, CORRECTED_TO = "Не подтверждено списком", 80


@dataclass
class KeyboardReviewer:
    """`said` is what was pressed: [map id, code, kind, points, numerator, reason]; `faults` what must not be."""

    page: Page
    random: Random
    said: list[list] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def mark(self) -> None:
        """A new document would not know the mark."""
        self.page.set_viewport_size(SMALL)
        self.page.evaluate("() => { window.sameDocument = true }")

    def is_same_document(self) -> bool:
        entries = self.page.evaluate("() => performance.getEntriesByType('navigation').length")
        return entries == 1 and self.page.evaluate("() => window.sameDocument === true")

    @property
    def here(self) -> tuple[int, str]:
        """Map id and code of the claim on the desk."""
        _, _, map_id, code, _ = self.page.evaluate("() => location.pathname").split("/")
        return int(map_id), code

    def tab_to(self, selector: str) -> None:
        """Goes on with Tab until the element has the focus."""
        for _ in range(120):
            if self.page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {selector}")

    def look(self, *, moved: bool) -> None:
        """What must be so on every claim, before anything is pressed; `moved`: it came without a page load."""
        self.page.wait_for_function("() => scrollY === 0", timeout=2000)  # a scroll begun by Tab may be gliding still
        seen = self.page.evaluate(SEEN)
        if not seen["whole"]:
            self.faults.append(f"{self.here}: the words are not in view")
        if moved and not seen["focused"]:
            self.faults.append(f"{self.here}: the focus is not on the heading")

    def say_something(self) -> None:
        """One of the three words, drawn; then waits until the claim has left the desk."""
        map_id, code = before = self.here
        roll = self.random.random()
        if roll < 0.7:
            self.page.keyboard.press("a")
            self.said.append([map_id, code, "accepted", self.claimed_points(), None, ""])
        elif roll < 0.85:
            self.said.append([map_id, code, *self.correct()])
        else:
            self.page.keyboard.press("r")
            self.tab_to(".panel.return textarea")
            self.page.keyboard.type(REASON)
            self.page.keyboard.press("Control+Enter")
            self.said.append([map_id, code, "returned", None, None, REASON])
        self.page.wait_for_function(
            "(path) => location.pathname !== path && !document.querySelector('#desk[aria-busy]')",
            arg=f"/review/{before[0]}/{before[1]}/",
        )

    def correct(self) -> list:
        """Other numbers for a share, «нет» or «да» as the form proposes for a fact; the first reason of the list."""
        self.page.keyboard.press("e")
        numerator = points = None
        if self.page.locator(".panel.correct [name=numerator]").count():
            points = 0
            self.tab_to(".panel.correct [name=points]")
            self.page.keyboard.press("ArrowDown")
        else:
            points = 1 if self.page.locator(".panel.correct [name=fact][value=yes]").is_checked() else 0
        self.tab_to(".panel.correct select[name=phrase]")
        self.page.keyboard.press("ArrowDown")
        reason = self.page.locator(".panel.correct select[name=phrase]").input_value()
        self.tab_to(".panel.correct button[name=kind]")
        self.page.keyboard.press("Enter")
        return ["corrected", points, numerator, reason]

    def claimed_points(self) -> int:
        """What the school claimed, as the desk says it."""
        return int("1 балл" in plain(self.page.locator(".facts-list dd").first.inner_text()))
