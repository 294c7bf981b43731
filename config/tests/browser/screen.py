"""Is a screen fit for everybody? axe-core in light and dark, title, heading, language, no sideways scroll."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from config.tests.browser.people import WIDE

NARROW = {"phone, 360 px": 360, "1280 px at 200 %": 640}
# What depends on colours only: everything else was judged in light.
OF_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
EVERYTHING = {"resultTypes": ["violations"]}

TRANSITIONS_OVER = "() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished))"
HEAD = """() => ({title: document.title.split("—")[0].trim(), language: document.documentElement.lang,
  headings: [...document.querySelectorAll("h1")].map((heading) => heading.innerText.trim())})"""
# The elements that stick out themselves, not those that scroll within a place of their own.
STICKING_OUT = """() => {
  const root = document.scrollingElement, width = root.clientWidth;
  if (root.scrollWidth <= width) return [];
  const isHeld = (element) => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== "visible") return true;
    }
    return false;
  };
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > width + 0.5 && !isHeld(element))
    .slice(-3)
    .map((element) => `${element.outerHTML.slice(0, 120)} to ${Math.round(element.getBoundingClientRect().right)} px`)
    .concat(`page ${root.scrollWidth} px wide of ${width}`);
}"""


def faults_of(page: Page, name: str) -> list[str]:
    """Every fault of the open page, each with the page, the rule and the element."""
    faults = head_faults(page) + axe_faults(page, EVERYTHING)
    page.emulate_media(color_scheme="dark")
    faults += [f"dark: {fault}" for fault in axe_faults(page, OF_COLOURS)]
    page.emulate_media(color_scheme="light")
    return [f"{name} ({page.url}): {fault}" for fault in faults + narrow_faults(page)]


def head_faults(page: Page) -> list[str]:
    head = page.evaluate(HEAD)
    faults = [] if head["title"] else ["no title of its own"]
    if len(head["headings"]) != 1 or not head["headings"][0]:
        faults.append(f"headings of the first level: {head['headings']}")
    return faults if head["language"] == "ru" else [*faults, f"language {head['language']!r}"]


def axe_faults(page: Page, options: dict) -> list[str]:
    page.evaluate(TRANSITIONS_OVER)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("(options) => axe.run(document, options)", options)
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['html'][:160]} ({_why(node)})"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def _why(node: dict) -> str:
    said = [check["message"] for check in node["any"] + node["all"] + node["none"]]
    return said[0] if said else ""


def narrow_faults(page: Page) -> list[str]:
    faults = []
    for name, width in NARROW.items():
        page.set_viewport_size({"width": width, "height": 780})
        faults += [f"scrolls sideways on {name}: {element}" for element in page.evaluate(STICKING_OUT)]
    page.set_viewport_size(WIDE)
    return faults


def special_faults(page: Page, name: str) -> list[str]:
    """Of the version for the visually impaired, as the page is shown now."""
    faults = axe_faults(page, EVERYTHING)
    faults += [f"scrolls sideways: {element}" for element in page.evaluate(STICKING_OUT)]
    return [f"{name} ({page.url}): {fault}" for fault in faults]
