"""What does a person do on a screen to bring it into the state to be looked at?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from config.tests.browser.people import Person
from config.tests.browser.sheets import as_upload, filled_in
from config.tests.serving import PASSWORD
from monitoring.tests import papers
from monitoring.tests.signatures import der

NEW_SCHOOL = {
    "Код в реестре": "901", "Краткое наименование": "МБОУ СОШ № 901", "Полное наименование": "Средняя школа № 901",
    "Вид": "СОШ", "НОО": "да", "ООО": "да", "СОО": "нет",
}  # fmt: skip


def pressing(name: str, *, within: str = "main") -> Callable[[Person], None]:
    def press(person: Person) -> None:
        person.page.locator(within).get_by_role("button", name=name).first.click()
        person.page.wait_for_load_state()

    return press


def following(name: str) -> Callable[[Person], None]:
    def follow(person: Person) -> None:
        person.page.locator("main").get_by_role("link", name=name).first.click()
        person.page.wait_for_load_state()

    return follow


def key(code: str) -> Callable[[Person], None]:
    return lambda person: person.page.keyboard.press(code)


def wrong_password(person: Person) -> None:
    person.page.locator("input[name=login]").fill("head@example.org")
    person.page.locator("input[name=password]").fill("не тот пароль совсем")
    pressing("Войти")(person)


def wrong_number(person: Person) -> None:
    person.page.locator("[data-code='1.1'] [name=numerator]").fill("1,5")
    person.page.locator("#state-1-1 .refusal").wait_for()


def open_everything(person: Person) -> None:
    person.page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")


def correct_without_reason(person: Person) -> None:
    person.page.keyboard.press("KeyE")
    pressing("Исправить и дальше")(person)


def final_without_reason(person: Person) -> None:
    line = person.page.locator("#i1-1")
    line.locator("summary").click()
    line.locator("[name=points]").select_option("1")
    line.get_by_role("button", name="Сохранить итог").click()
    person.page.wait_for_load_state()


def empty_words(person: Person) -> None:
    person.page.locator("[name=text]").fill("")
    pressing("Сохранить")(person)


def stale_words(person: Person) -> None:
    """As from a page opened before somebody else's save."""
    person.page.locator("#id_version").evaluate("(field) => { field.value = 0; }")
    person.page.locator("[name=text]").fill("Написано позже.")
    pressing("Сохранить")(person)


def sign(person: Person) -> None:
    person.page.locator("#statement").check()
    person.page.locator("#password").fill(PASSWORD)
    pressing("Представить карту")(person)


def attach_no_signature(person: Person) -> None:
    upload = {"name": "подпись.sig", "buffer": b"%PDF-1.7", "mimeType": "application/octet-stream"}
    person.page.locator("input[type=file]").set_input_files(upload)
    pressing("Приложить файл")(person)


def attach_signature(person: Person) -> None:
    upload = {"name": "подпись.sig", "buffer": der(), "mimeType": "application/octet-stream"}
    person.page.locator("input[type=file]").set_input_files(upload)
    pressing("Приложить файл")(person)


def new_cycle(person: Person) -> None:
    for name, day in (("self_assessment", "2090-09-30"), ("control", "2090-10-15"), ("evaluation", "2090-11-01")):
        person.page.locator(f"[name={name}]").fill(day)
    pressing("Дальше")(person)


def new_cycle_without_day(person: Person) -> None:
    person.page.locator("[name=control]").fill("")
    pressing("Дальше")(person)


def extend(person: Person) -> None:
    person.page.locator("[name=reason]").fill("В школе не было связи.")
    pressing("Дальше")(person)


def hand_over(person: Person) -> None:
    person.page.locator("[name=taker]").select_option(index=1)
    person.page.locator("[name=reason]").fill("Сотрудник в отпуске.")
    pressing("Дальше")(person)


def remind_everybody(person: Person) -> None:
    pressing("Дальше")(person)
    pressing("Отправить")(person)


def division_sheet(person: Person) -> None:
    rows = "Код школы;Электронная почта проверяющего\r\n001;reviewer2@example.org\r\n777;никто\r\n"
    person.page.locator("input[type=file]").set_input_files(as_upload("кому.csv", rows.encode("utf-8-sig")))
    pressing("Проверить таблицу")(person)


def form_oo1(*rows: str) -> Callable[[Person], None]:
    """A form of ОО-1 in its own layout, read by the shipped mapping."""

    def upload(person: Person) -> None:
        content = "\r\n".join(["Код школы;Филиал;Раздел;Строка;3;11;12", *rows]).encode("utf-8-sig")
        person.page.locator("input[type=file]").set_input_files(as_upload("оо1.csv", content))
        pressing("Сложить и проверить")(person)

    return upload


def empty_name(person: Person) -> None:
    person.page.locator("[name=name]").fill("")
    pressing("Сохранить")(person)


def invite_somebody(person: Person) -> None:
    person.page.locator("[name=role]").select_option("observer")
    person.page.locator("[name=full_name]").fill("Проезжаева Прасковья Петровна")
    person.page.locator("[name=email]").fill("passing@example.org")
    pressing("Пригласить")(person)


def uploading(**other: str) -> Callable[[Person], None]:
    def upload(person: Person) -> None:
        with person.page.expect_download() as started:
            person.page.get_by_role("link", name="Скачать шаблон XLSX").click()
        content = filled_in(Path(started.value.path()), [NEW_SCHOOL | other], keys=("Код в реестре",))
        person.page.locator("input[type=file]").set_input_files(as_upload("школы.xlsx", content))
        pressing("Проверить таблицу")(person)

    return upload


def uploaded(person: Person) -> None:
    uploading()(person)
    pressing("Загрузить")(person)


def showing_a_file(person: Person) -> None:
    """Unfolds every file of the page under its line."""
    for link in person.page.locator("a[data-show]").all():
        link.click()
    person.page.locator(".shown-here").last.wait_for()
    person.page.wait_for_load_state("networkidle")


def showing_a_piece(person: Person) -> None:
    """The desk shows the file of the piece that is chosen by itself."""
    person.page.locator("a[data-piece]", has_text=".pdf").click()
    person.page.locator(".shown-here").wait_for()
    person.page.wait_for_load_state("networkidle")


def sending_a_list(person: Person) -> None:
    """A list of pupils, so that the question comes whose names they are."""
    form = person.page.locator("form.add-form").first
    listed = {"name": "Список.docx", "mimeType": "", "buffer": papers.docx(papers.PUPILS)}
    form.locator("input[type=file]").set_input_files(listed)
    form.get_by_label("Нет", exact=True).check()
    form.get_by_role("button", name="Добавить файл").click()
    person.page.get_by_text("Чьи это имена?").first.wait_for()
