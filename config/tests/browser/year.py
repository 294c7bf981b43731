"""Who plays the story of a year, and what do all its acts do alike?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, expect

from config.tests.browser import truth
from config.tests.browser.people import Person, plain
from config.tests.browser.sheets import as_upload
from config.tests.serving import Served

ZONE = "Asia/Yekaterinburg"
NEW_PASSWORD = "мел-парта-звонок-2026"
TERMS = {"self_assessment": 3, "control": 12, "evaluation": 25}  # days from today
WAYS_IN = {
    "руководитель": ("head", "Дорогина Дарья Денисовна", "dorogina@example.org"),
    "ответственная": ("editor", "Зоркая Зоя Захаровна", "zorkaya@example.org"),
    "проверяющая": ("reviewer", "Проверова Полина Павловна", "proverova@example.org"),
    "методист": ("methodologist", "Мерилова Мария Марковна", "merilova@example.org"),
}


@dataclass
class Year:
    """The story as far as it went: the server, the people at their own browsers, what was met on the way."""

    served: Served
    browser: Browser
    people: dict[str, Person] = field(default_factory=dict)
    inputs: int = 0

    def meet(self, name: str) -> Person:
        self.people[name] = Person(self.browser, self.served.url, name)
        return self.people[name]

    def number(self, table: str, condition: str, *values: object) -> int:
        """The id of the one row, for addresses a person reaches by links."""
        [row] = truth.rows(self.served, f"SELECT id FROM {table} WHERE {condition}", *values)  # noqa: S608
        return int(row["id"])

    @property
    def cycle(self) -> int:
        return self.number("monitoring_monitoringcycle", "1")

    def map_of(self, code: str) -> int:
        return self.number("monitoring_expertmap", "school_id = (SELECT id FROM schools_school WHERE code = ?)", code)


def others_by_verbs(year: Year, what: str) -> None:
    """The neighbours of СОШ № 12: `fill_and_sign` or `verify`, by verbs, without screens."""
    year.served.manage(
        "shell", "-v", "0", "-c", f"from config.tests.browser import other_schools; other_schools.{what}()"
    )


def come_in(person: Person, link: str) -> None:
    person.go(link)
    person.page.locator("[name=password]").fill(NEW_PASSWORD)
    person.page.locator("[name=again]").fill(NEW_PASSWORD)
    person.press("Сохранить пароль и войти")
    expect(person.page.locator(".messages")).to_contain_text("Пароль сохранён.")


def download(person: Person, name: str) -> Path:
    with person.page.expect_download() as started:
        person.page.get_by_role("link", name=name).click()
    return Path(started.value.path())


def upload(person: Person, content: bytes) -> None:
    person.page.locator("input[type=file]").set_input_files(as_upload("таблица.xlsx", content))
    person.press("Проверить таблицу")


def table(person: Person, selector: str) -> list[list[str]]:
    """The texts of the cells of a table's body."""
    rows = person.page.locator(f"{selector} tbody tr").all()
    return [[" ".join(plain(cell.inner_text()).split()) for cell in row.locator("th, td").all()] for row in rows]


def figures(person: Person) -> dict[str, str]:
    places = person.page.locator("dl.key-figures > div").all()
    return {place.locator("dt").inner_text(): plain(place.locator("dd").inner_text()) for place in places}


def today() -> date:
    """The day on the clock of the story's district."""
    return datetime.now(ZoneInfo(ZONE)).date()


def last_finished_year() -> int:
    """The school year that ended last, by its first calendar year."""
    return today().year - (1 if today().month >= 6 else 2)
