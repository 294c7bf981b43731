"""Is every figure of the district — page, справка, registry — the one that follows from what the schools typed?"""

from __future__ import annotations

from fractions import Fraction

import pytest

from config.tests.browser.acts_judging import COMMISSION
from config.tests.browser.documents import CRITERION_TITLES, TITLES, between, fetched, formulas_of, pdf_text, sheets_of
from config.tests.browser.reckoning import ABSENT, CODES, CRITERIA, MAXIMUM, OUTCOMES, percent, reckon_district
from config.tests.browser.year import figures, table
from config.tests.browser.year_data import LEVEL_COLUMNS, SCHOOLS, SchoolData

pytestmark = [pytest.mark.browser, pytest.mark.long]

DISTRICT = reckon_district()
# № 8 before № 12, numbered before named, whatever the kind.
IN_ORDER = sorted(SCHOOLS, key=lambda school: ("№" not in school.name, int(school.code)))
NOTHING = "–"
TAGS = {"высокая": "●●● высокая", "средняя": "●●○ средняя", "низкая": "●○○ низкая"}


def decimal(value: Fraction) -> str:
    return percent(value).removesuffix(" %")


def criterion_figures(number: int) -> tuple[str, str, str]:
    mean, claimed, final = DISTRICT.criteria[number]
    return f"{decimal(mean)} из {CRITERIA[number]}", percent(claimed), percent(final)


def test_the_page_holds_every_figure(told):
    person = told.person("методист")
    person.go(f"/results/{told.year.cycle}/")
    key = figures(person)
    assert key["Представили карты"].startswith(f"{DISTRICT.represented} из {DISTRICT.schools}")
    assert key["Средний результат"].startswith(percent(DISTRICT.mean))
    assert key["Медиана"].startswith(percent(DISTRICT.median))
    groups = {row[0].split()[-1]: row[2] for row in table(person, "table.groups")}
    assert groups == {title.split()[-1]: str(count) for title, count in DISTRICT.groups.items()}
    assert (DISTRICT.schools < 10, "вместо долей показаны числа" in person.text) == (True, True)
    indicators = table(person, "[aria-label='Показатели'] table")
    assert {row[0].split()[0]: row[2] for row in indicators} == {
        code: f"{reached} из {able}" for code, (reached, able) in DISTRICT.reached.items()
    }
    criteria = table(person, "[aria-label='Критерии, таблица'] table")
    assert {int(row[0].split()[0]): tuple(row[2:5]) for row in criteria} == {
        number: criterion_figures(number) for number in CRITERIA
    }
    assert [without_words(row) for row in table(person, "table.heat")] == [heat_row(school) for school in IN_ORDER]
    assert trust_words() in " ".join(person.text.split())


def without_words(row: list[str]) -> list[str]:
    """The row as it is seen: beside each sign stands its word for those who listen."""
    last = len(CODES) + 1
    return [row[0], *(cell.split()[0] for cell in row[1:last]), *row[last:]] if len(row) > last else row


def heat_row(school: SchoolData) -> list[str]:
    outcome = OUTCOMES.get(school.code)
    if outcome is None:
        return [school.name, ABSENT]
    signs = [outcome.sign(code) for code in CODES]
    return [school.name, *signs, str(outcome.sums[2]), outcome.said, TAGS[outcome.band]]


def trust_words() -> str:
    return (
        f"Заявлено {DISTRICT.claimed} балла, проверено {DISTRICT.verified} балл, итог — {DISTRICT.final} балла. "
        f"Проверка изменила {DISTRICT.changed} из {DISTRICT.judged} ответа: "
        f"{DISTRICT.lowered} в меньшую сторону, {DISTRICT.raised} в большую."
    )


@pytest.fixture(scope="module")
def statement(told) -> str:
    """The text of the справка."""
    return pdf_text(fetched(told.person("координатор"), f"/results/{told.year.cycle}/report.pdf"))


def test_the_statement_holds_means_and_the_distribution(statement):
    mean = f"Средний результат — {percent(DISTRICT.mean)} максимального количества баллов"
    assert f"{mean} (медиана — {percent(DISTRICT.median)})" in statement
    groups = statement[statement.index("Таблица 1.") :]
    for title, count in DISTRICT.groups.items():
        row = between(groups, f" {title} ", f" {NOTHING} ")  # of seven schools no share is said; no year lies before
        assert (title, row.split()[-1]) == (title, str(count))


def test_the_statement_holds_indicators_and_criteria(statement):
    directions = statement[statement.index("Показатели направления") :]
    for code, (reached, able) in DISTRICT.reached.items():
        row = between(directions, f" {code} {TITLES[code]}", f" {NOTHING} ")
        assert (code, row.endswith(f"{reached} из {able}")) == (code, True)
    for number in CRITERIA:
        row = f"{number}. {CRITERION_TITLES[number]} {' '.join(criterion_figures(number))} "
        assert (number, row in statement) == (number, True)


def test_the_statement_holds_every_school_and_the_verification(statement):
    matrix = statement[statement.index("Итоговые баллы") :]
    assert [school.code for school in SCHOOLS if matrix_row(school) not in matrix] == []
    sums = f"заявили {DISTRICT.claimed} балла, после контроля объективности — {DISTRICT.verified} балл"
    assert f"{sums}, итоговая сумма — {DISTRICT.final} балла" in statement
    assert f"в меньшую сторону — {DISTRICT.lowered}, в большую — {DISTRICT.raised}" in statement


def matrix_row(school: SchoolData) -> str:
    outcome = OUTCOMES.get(school.code)
    if outcome is None:
        return f"{school.name} {ABSENT}"
    signs = " ".join(outcome.sign(code) for code in CODES).replace("–", "−")
    return f"{school.name} {signs} {outcome.sums[2]} {outcome.said} {outcome.band}"


def test_the_registry_holds_every_figure(told):
    content = fetched(told.person("координатор"), f"/results/{told.year.cycle}/registry.xlsx")
    sheets = sheets_of(content)
    assert formulas_of(content) == []
    assert {row[0]: [*row[3:7], row[8]] for row in sheets["Итоги"]} == {
        school.name: totals(school) for school in SCHOOLS
    }
    shares = {row[0]: row[7] for row in sheets["Итоги"] if row[7] is not None}
    assert shares == pytest.approx({outcome.school.name: float(outcome.share / 100) for outcome in OUTCOMES.values()})
    assert {row[0]: row[1:25] for row in sheets["Показатели"]} == {school.name: points(school) for school in SCHOOLS}
    assert {(row[0], row[1]): row[2:8] for row in sheets["Данные"]} == {
        (school.name, code): raw(school.code, code) for school in SCHOOLS if school.answers for code in CODES
    }


def totals(school: SchoolData) -> list[object]:
    outcome = OUTCOMES.get(school.code)
    return [*outcome.sums, MAXIMUM, outcome.band] if outcome else [None, None, None, MAXIMUM, ABSENT]


def points(school: SchoolData) -> list[object]:
    outcome = OUTCOMES.get(school.code)
    if outcome is None:
        return [None] * (len(CODES) + 1)
    signs = [outcome.sign(code) for code in CODES]
    return [*(None if sign == "–" else int(sign) for sign in signs), outcome.sums[2]]


def raw(school_code: str, code: str) -> list[object]:
    """Numerator, denominator, fact, and the three points, as the workbook writes them."""
    outcome = OUTCOMES[school_code]
    answer, words = outcome.answers[code], {True: "да", False: "нет", None: None}
    by_level = ", ".join(f"{LEVEL_COLUMNS[level]}: {words[said]}" for level, said in answer.parts.items())
    known = [outcome.claimed[code], outcome.verified[code], outcome.final[code]]
    return [answer.numerator, answer.denominator, by_level or words[answer.fact], *known]


def test_the_protocol_holds_who_was_present_and_every_school(told):
    text = pdf_text(fetched(told.person("методист"), f"/results/{told.year.cycle}/protocol.pdf"))
    assert "ПРОЕКТ" not in text
    for name, (position, role) in COMMISSION.items():
        assert f"{name} {position} {role}" in text
    appendix = text[text.index("Организации в порядке реестра") :]
    for school in IN_ORDER:
        outcome = OUTCOMES.get(school.code)
        if outcome is None:
            assert f"{school.name} {ABSENT}" in appendix
        else:
            claimed, verified, final = outcome.sums
            assert f"{school.name} {claimed} {verified} {final} из {MAXIMUM} " in appendix


def test_approval_locks_the_results(told):
    """Neither a final point nor a verdict can be given any more, by the page or past it."""
    person, school_12 = told.person("методист"), told.year.map_of("012")
    person.go(f"/evaluation/{school_12}/")
    assert person.page.locator("[name=points]").count() == 0
    registry = f"/results/{told.year.cycle}/registry.xlsx"
    before = sheets_of(fetched(person, registry))
    token = person.page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value")
    answer = person.context.request.post(
        f"/evaluation/{school_12}/1.1/",
        form={"points": "1", "reason": "Поздно", "csrfmiddlewaretoken": token},
        headers={"Referer": person.page.url},
    )
    assert (answer.status, "утвержд" in answer.text().lower()) == (422, True)
    assert sheets_of(fetched(person, registry)) == before
