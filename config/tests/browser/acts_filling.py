"""How is a map filled, watched, signed and, when it comes back, repaired (stage 1)?"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from config.tests.browser import truth, year_data
from config.tests.browser.map_page import MapPage
from config.tests.browser.people import Person, plain
from config.tests.browser.reckoning import CODES, points_of, working_of
from config.tests.browser.year import NEW_PASSWORD, WAYS_IN, Year
from config.tests.browser.year_data import SCHOOL_12, Answer


def fill_map(year: Year, evidence: Path) -> None:
    """The responsible person types the first two criteria, the head the rest; both watch the points come."""
    answers = SCHOOL_12.answers or {}
    editor, head = year.people["ответственная"], year.people["руководитель"]
    page = open_map(year, editor)
    for code in year_data.OF_EDITOR:
        type_answer(year, page, code, answers)
    page.type_into(year_data.NOTE_CODE, "note", year_data.NOTE)
    page.wait_saved(year_data.NOTE_CODE)
    page.add_link(year_data.LINK_CODE, year_data.LINK, year_data.LINK_TITLE)
    page.add_file(year_data.FILE_CODE, str(evidence), year_data.FILE_TITLE)
    editor.press("Проверить и представить")
    assert "Карту представляет только руководитель школы" in editor.text
    page = open_map(year, head)
    for code in CODES:
        if code not in year_data.OF_EDITOR:
            type_answer(year, page, code, answers)
    points = sum(points_of(code, answers, SCHOOL_12.levels) for code in CODES)
    assert page.standing.startswith(f"{points} из 23")


def open_map(year: Year, person: Person) -> MapPage:
    person.go("/")
    assert person.page.url.endswith(f"/maps/{year.map_of(SCHOOL_12.code)}/")  # one school: straight to its map
    return MapPage(person.page)


def type_answer(year: Year, page: MapPage, code: str, answers: dict[str, Answer]) -> None:
    """What ОО-1 already says stands there and is not typed again; the points beside follow at once."""
    typed = dict(answers[code].typed)
    if code in year_data.SHARED or page.field(code, "denominator").count() == 0:
        typed.pop("denominator", None)
    elif page.field(code, "denominator").input_value() == str(typed["denominator"]):
        typed.pop("denominator")
    year.inputs += sum(len(value) if isinstance(value, dict) else 1 for value in typed.values())
    page.answer(code, typed)
    shown = page.working(code)
    points = points_of(code, answers, SCHOOL_12.levels)
    assert ("1 балл" in shown) == bool(points), f"{code}: {shown}"
    if answers[code].denominator:
        assert share_of(code, answers) in shown, f"{code}: {shown}"


def share_of(code: str, answers: dict[str, Answer]) -> str:
    """«57,8 %», as the working of the claim says it."""
    return re.search(r"= ([\d,]+ %)", working_of(code, answers, SCHOOL_12.levels))[1]


def sign(year: Year) -> str:
    """The statement of п. 3.4 and the password; the receipt carries the number and the digest of what was signed."""
    head = year.people["руководитель"]
    head.page.locator("a.button", has_text="Проверить и представить").first.click()
    head.page.locator("#statement").check()
    head.page.locator("#password").fill(NEW_PASSWORD)
    head.press("Представить карту")
    assert head.heading == "Карта представлена"
    question = (
        "SELECT number, digest, content FROM monitoring_submission WHERE expert_map_id = ? ORDER BY round DESC LIMIT 1"
    )
    [signed] = truth.rows(year.served, question, year.map_of(SCHOOL_12.code))
    canonical = json.dumps(json.loads(signed["content"]), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert signed["digest"] == hashlib.sha256(canonical.encode()).hexdigest()
    assert [word in head.text for word in (signed["number"], signed["digest"], WAYS_IN["руководитель"][1])] == [
        True
    ] * 3
    return signed["number"]


def repair(year: Year) -> None:
    """Only what was returned is open; untouched it cannot be signed again."""
    head, code = year.people["руководитель"], year_data.RETURNED
    page = open_map(year, head)
    open_forms = head.page.locator("form.answer")
    assert (open_forms.count(), head.page.locator(".notice.returned p").nth(1).count()) == (1, 1)
    assert year_data.RETURN_REASON in head.text
    page.answer(code, {"numerator": year_data.REPAIRED.numerator})
    assert "Исправлено 1 из 1" in plain(head.page.locator("#progress").inner_text())


def raise_objection(year: Year) -> None:
    """The head disputes what the reviewer corrected; once, and the department sees it waiting."""
    person = year.people["руководитель"]
    person.go(f"/maps/{year.map_of(SCHOOL_12.code)}/objections/{year_data.OBJECTED}/")
    person.page.locator("[name=text]").fill(year_data.OBJECTION)
    person.press("Подать возражение")
    assert year_data.OBJECTION in person.text
