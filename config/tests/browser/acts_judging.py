"""How does the department judge: verification, evaluation, approval (stages 2 and 3)?"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from config.tests.browser import truth, year_data
from config.tests.browser.people import Person
from config.tests.browser.reckoning import CODES
from config.tests.browser.year import TERMS, ZONE, Year, today
from config.tests.browser.year_data import SCHOOL_12, SCHOOLS

# Name: position, role.
COMMISSION = {
    "Председателева Прасковья Павловна": ("начальник отдела", "председатель"),
    "Секретарева Серафима Степановна": ("методист", "секретарь"),
}


def verify(year: Year) -> None:
    """Keys for what is right; a correction with a reason; one indicator marked for return; the map goes back."""
    person = year.people["проверяющая"]
    person.go("/")
    person.press("Проверка")
    person.press(SCHOOL_12.name)
    person.press("Начать с показателя", exact=False)
    for code in CODES:
        expect(person.page.locator(".eyebrow", has_text=f"Показатель {code} ")).to_be_visible()
        if code in SCHOOL_12.corrections:
            correct(person, code)
        elif code == year_data.RETURNED:
            mark_for_return(person)
        else:
            person.page.keyboard.press("a")
        person.page.wait_for_url(lambda url, done=code: not url.endswith(f"/{done}/"))
    person.press("Вернуть школе", exact=False)
    person.press("Вернуть школе")
    assert "Возвращена" in person.page.locator("main").inner_text()


def correct(person: Person, code: str) -> None:
    correction = SCHOOL_12.corrections[code]
    person.page.keyboard.press("e")
    panel = person.page.locator(".panel.correct")
    panel.locator("[name=numerator]").fill(str(correction.answer.numerator))
    panel.locator("[name=denominator]").fill(str(correction.answer.denominator))
    panel.locator("[name=phrase]").select_option(correction.reason)
    person.press("Исправить и дальше")


def mark_for_return(person: Person) -> None:
    person.page.keyboard.press("r")
    person.page.locator(".panel.return [name=reason]").fill(year_data.RETURN_REASON)
    person.press("Отметить «вернуть» и дальше")


def complete_verification(year: Year) -> None:
    person = year.people["проверяющая"]
    person.go("/")
    person.press("Проверка")
    person.press(SCHOOL_12.name)
    person.press(f"Продолжить с показателя {year_data.RETURNED}")
    person.page.keyboard.press("a")
    person.page.wait_for_url("**/review/*/")
    person.press("Завершить проверку")
    person.press("Завершить проверку")
    assert "Проверка завершена: 16 баллов из 23" in person.text


def evaluate(year: Year) -> None:
    """One final point with its reason for СОШ № 12; every verified map is completed."""
    person, code = year.people["методист"], year_data.RAISED
    for school in SCHOOLS:
        if school.answers is None:
            continue
        person.go("/")
        person.press("Оценка")
        person.press(school.name)
        if school is SCHOOL_12:
            line = person.page.locator(f"#i{code.replace('.', '-')}")
            line.locator("summary").click()
            line.locator("[name=points]").select_option("1")
            line.locator("[name=reason]").fill(year_data.RAISE_REASON)
            line.get_by_role("button", name="Сохранить итог").click()
            expect(person.page.locator(".messages")).to_contain_text("сохранён")
        person.press("Завершить оценку")
        person.press("Завершить оценку")
        assert "Оценена" in person.page.locator("main").inner_text()


def answer_objection(year: Year) -> None:
    """The evaluation cannot be completed before; the answer has its reason and leaves the points as they are."""
    person = year.people["методист"]
    place = f"/evaluation/{year.map_of(SCHOOL_12.code)}/"
    person.go(place)
    assert "ждут ответа: 1" in person.text
    person.go(f"{place}objections/{year_data.OBJECTED}/")
    person.page.locator("[name=outcome][value=rejected]").check()
    person.page.locator("[name=decision]").fill(year_data.DECISION)
    person.press("Ответить школе")
    assert year_data.DECISION in person.text


def keep_commission(year: Year) -> None:
    """Who was present; without a chair and a secretary there is no protocol."""
    person = year.people["методист"]
    person.go(f"/cycles/{year.cycle}/commission/")
    for name, (position, role) in COMMISSION.items():
        person.page.locator("[name=full_name]").fill(name)
        person.page.locator("[name=position]").fill(position)
        person.page.locator("[name=role]").select_option(label=role)
        person.press("Добавить")
        expect(person.page.locator(".messages")).to_contain_text(name)


def pass_the_terms(year: Year) -> None:
    """A term ends by the clock alone and no verb moves it back: the rows of the test's own database are changed."""
    yesterday = today() - timedelta(days=1)
    for days, kind in zip((9, 5, 0), TERMS, strict=True):
        last = yesterday - timedelta(days=days)
        ends = datetime.combine(last + timedelta(days=1), datetime.min.time(), ZoneInfo(ZONE)).astimezone(
            ZoneInfo("UTC")
        )
        moment = f"{ends:%Y-%m-%d %H:%M:%S}"
        truth.change(
            year.served,
            "UPDATE monitoring_stage SET last_day = ?, ends_at = ? WHERE kind = ?",
            last.isoformat(),
            moment,
            kind,
        )
        if kind == "self_assessment":
            truth.change(
                year.served,
                "UPDATE monitoring_expertmap SET fill_last_day = ?, fill_ends_at = ?",
                last.isoformat(),
                moment,
            )


def approve(year: Year) -> None:
    """Not before the term of the silent school is over; then by a protocol, once and for good."""
    person = year.people["координатор"]
    address = f"/cycles/{year.cycle}/approve/"
    person.go(address)
    assert "Срок заполнения ещё не истёк" in person.text
    pass_the_terms(year)
    person.go(address)
    person.page.locator("[name=protocol_number]").fill("7")
    person.page.locator("[name=confirmed]").check()
    person.press("Утвердить результаты")
    expect(person.page.locator(".messages")).to_contain_text("утверждены")
