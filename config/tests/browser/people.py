"""Who sits before the screen? A person with a browser context of their own, whose pages are watched for trouble."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, WebError

from config.tests.serving import PASSWORD

WIDE = {"width": 1280, "height": 900}
PATIENCE = 15_000  # milliseconds
# Said by the browser for every answer of 4xx and every dropped line: judged by the responses themselves, below.
ANSWERS_TELL = "Failed to load resource"


class Person:
    """One person at one browser. `troubles` holds what no screen may cause, whatever was done on it."""

    open: list[Person] = []

    def __init__(self, browser: Browser, site: str, name: str) -> None:
        self.name, self.site = name, site
        self.troubles: list[str] = []
        self.context = browser.new_context(
            base_url=site, locale="ru-RU", timezone_id="Asia/Yekaterinburg", viewport=WIDE, color_scheme="light"
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.on("console", self._on_console)
        self.context.on("weberror", self._on_error)
        self.context.on("request", self._on_request)
        self.context.on("response", self._on_response)
        self.page = self.context.new_page()
        Person.open.append(self)

    def _on_console(self, message: ConsoleMessage) -> None:
        """Errors of scripts and violations of the content policy both end here."""
        if message.type == "error" and not message.text.startswith(ANSWERS_TELL):
            self.troubles.append(f"{self._place(message.page)}: console: {message.text}")

    def _on_error(self, error: WebError) -> None:
        self.troubles.append(f"{self._place(error.page)}: script: {error.error}")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "blob:", "about:")):
            self.troubles.append(f"{self.name}: a request to a third party: {request.url}")

    def _on_response(self, response: Response) -> None:
        is_part = response.request.resource_type in {"stylesheet", "script", "font", "image"}
        if response.status >= 500 or (is_part and response.status >= 400):
            self.troubles.append(f"{self.name}: {response.status} {response.request.method} {response.url}")

    def _place(self, page: Page | None) -> str:
        return f"{self.name} at {urlsplit(page.url).path if page else '?'}"

    def forgive(self, what: str) -> None:
        """Troubles a test made itself: «502 POST»."""
        self.troubles = [trouble for trouble in self.troubles if not trouble.startswith(f"{self.name}: {what} ")]

    def go(self, address: str) -> Page:
        """Opens an address of the product; a 5xx has already been noted."""
        self.page.goto(urljoin(self.site, address))
        return self.page

    def sign_in(self, email: str, password: str = PASSWORD) -> Person:
        page = self.go("/accounts/login/")
        fill_in_sign_in(page, email, password)
        page.get_by_role("button", name="Выйти").wait_for()
        return self

    def press(self, name: str, *, exact: bool = True) -> None:
        """Presses the button or follows the link of that name and waits for the page it leads to."""
        button = self.page.get_by_role("button", name=name, exact=exact)
        link = self.page.get_by_role("link", name=name, exact=exact)
        (button.or_(link)).first.click()
        self.page.wait_for_load_state()

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    @property
    def text(self) -> str:
        """What the page says, no-break spaces as plain ones."""
        return plain(self.page.locator("body").inner_text())

    def show(self, folder: Path) -> list[str]:
        """Keeps a picture of every open page; returns lines for the report of a failure."""
        lines = []
        for number, page in enumerate(self.context.pages):
            picture = folder / f"{self.name}-{number}.png"
            page.screenshot(path=picture, full_page=True)
            words = plain(page.locator("body").inner_text())
            lines += [f"{self.name}: {page.url}", f"picture: {picture}", words[:3000], ""]
        return lines + self.troubles

    def leave(self) -> None:
        self.context.close()
        Person.open.remove(self)


def fill_in_sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.locator("input[name=login]").fill(email)
    page.locator("main input[name=password]").fill(password)
    page.locator("main form").get_by_role("button", name="Войти").click()


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
