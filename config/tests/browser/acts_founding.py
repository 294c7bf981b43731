"""How does a district come to work with the product: installation, register, ОО-1, people, the year opened?"""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import expect

from config.tests.browser import truth
from config.tests.browser.sheets import filled_in
from config.tests.browser.year import TERMS, WAYS_IN, ZONE, Year, come_in, download, figures, table, today, upload
from config.tests.browser.year_data import LEVEL_COLUMNS, SCHOOL_12, SCHOOLS, SchoolData
from schools.models import REFERENCE_FIELDS


def found(year: Year) -> None:
    """Two commands on an empty, migrated installation; the coordinator comes in by the printed link."""
    year.served.manage("load_methodology", "fixtures/methodologies/ekaterinburg-2024.json")
    told = year.served.manage(
        "create_municipality", "--name", "Заречный район", "--department", "Отдел образования Заречного района",
        "--methodical-centre", "Методический центр Заречного района", "--time-zone", ZONE,
        "--coordinator-email", "lad@example.org", "--coordinator-name", "Ладова Лидия Львовна",
    )  # fmt: skip
    come_in(year.meet("координатор"), re.search(r"http://\S+/invitations/\S+", told)[0])


def import_register(year: Year) -> None:
    """A spoiled table first: it names row and column and changes nothing; then the right one."""
    person = year.people["координатор"]
    person.press("Школы")
    person.page.get_by_role("link", name="Загрузить реестр из таблицы").first.click()
    rows = [school_row(school) for school in SCHOOLS]
    template = download(person, "Скачать шаблон XLSX")
    upload(
        person, filled_in(template, [*rows[:2], rows[2] | {"НОО": "может быть"}, *rows[3:]], keys=("Код в реестре",))
    )
    assert (person.heading, table(person, "table.problems")) == (
        "Таблицу нужно исправить",
        [["5", "НОО", "Нужно «да» или «нет», а здесь «может быть»."]],
    )
    assert truth.rows(year.served, "SELECT id FROM schools_school") == []
    person.press("Выбрать исправленный файл")
    upload(person, filled_in(template, rows, keys=("Код в реестре",)))
    person.press("Загрузить")
    assert figures(person) == {"Добавлено": str(len(SCHOOLS)), "Изменено": "0", "Без изменений": "0"}


def school_row(school: SchoolData) -> dict[str, str]:
    levels = {title: "да" if level in school.levels else "нет" for level, title in LEVEL_COLUMNS.items()}
    return {
        "Код в реестре": school.code,
        "Краткое наименование": school.name,
        "Полное наименование": f"Учреждение {school.name}",
        "Вид": school.kind,
        **levels,
        "Сельская": "да" if school.rural else "нет",
    }


def import_figures(year: Year, first_year: int) -> None:
    """Both forms ОО-1 in the template, in which the schools stand ready."""
    person = year.people["координатор"]
    person.press("Загрузить сведения ОО-1")
    template = download(person, "Скачать шаблон XLSX")
    days = {f"20.09.{first_year}": "past", f"20.09.{first_year + 1}": "new"}
    rows = [
        {"Код школы": school.code, "По состоянию на": day} | figure_cells(getattr(school, form))
        for day, form in days.items() for school in SCHOOLS if getattr(school, form)
    ]  # fmt: skip
    upload(person, filled_in(template, rows, keys=("Код школы", "По состоянию на")))
    person.press("Загрузить")
    assert figures(person)["Добавлено"] == str(len(rows))


def figure_cells(form: dict[str, int]) -> dict[str, int]:
    titles = {field: title[0].upper() + title[1:] for field, title in REFERENCE_FIELDS.items()}
    return {titles[field]: value for field, value in form.items()}


def invite_people(year: Year) -> None:
    """Each comes in at a browser of their own, by the link the page shows once."""
    coordinator = year.people["координатор"]
    for name, (role, full_name, email) in WAYS_IN.items():
        coordinator.press("Люди")
        coordinator.press("Пригласить человека")
        coordinator.page.locator("[name=role]").select_option(role)
        if role in {"head", "editor"}:
            coordinator.page.locator("[name=school]").select_option(label=SCHOOL_12.name)
        coordinator.page.locator("[name=full_name]").fill(full_name)
        coordinator.page.locator("[name=email]").fill(email)
        coordinator.press("Пригласить")
        come_in(year.meet(name), coordinator.page.locator("#link").inner_text().strip())


def open_cycle(year: Year) -> None:
    """The year offered first, strictly by Annex 1, with terms in which stage 1 is open today."""
    person = year.people["координатор"]
    person.press("Годы мониторинга")
    person.press("Открыть цикл")
    for name, days in TERMS.items():
        person.page.locator(f"[name={name}]").fill((today() + timedelta(days=days)).isoformat())
    person.press("Дальше", exact=False)
    person.press("Открыть цикл")
    expect(person.page.locator(".messages")).to_contain_text("Школы могут заполнять карты")
