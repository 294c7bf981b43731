"""Does the year run end to end, and is every figure of a school's result the one that follows from what was typed?"""

from __future__ import annotations

import pytest

from config.tests.browser import year_data
from config.tests.browser.documents import TITLES, between, fetched, pdf_text
from config.tests.browser.reckoning import CODES, CRITERIA, MAXIMUM, OUTCOMES
from config.tests.browser.year import WAYS_IN, table
from config.tests.browser.year_data import SCHOOL_12, SCHOOLS

pytestmark = pytest.mark.browser

OWN = OUTCOMES[SCHOOL_12.code]
REPEATED = "Показатель Ответ школы Заявлено Проверено Итог"  # the head of the table, once more on each page


def test_screens_met_on_the_way_are_fit_for_everybody(told):
    assert told.faults == []


def test_a_head_types_at_most_sixty_times(told):
    assert 0 < told.year.inputs <= 60


def test_the_five_worked_apart(told):
    assert sorted(told.year.people) == sorted(["координатор", *WAYS_IN])


def test_the_school_page_holds_every_figure(told):
    head = told.person("руководитель")
    head.go(f"/results/maps/{told.year.map_of(SCHOOL_12.code)}/")
    rows = table(head, "table.results")
    assert [row[1:] for row in rows] == [
        [str(points[code]) for points in (OWN.claimed, OWN.verified, OWN.final)] for code in CODES
    ]
    lacking = [code for code, row in zip(CODES, rows, strict=True) if OWN.working(code) not in row[0]]
    assert lacking == []
    claimed, verified, final = map(str, OWN.sums)
    assert head.page.locator("table.results tfoot tr").inner_text().split() == ["Всего", claimed, verified, final]
    assert head.page.locator(".standing .figure strong").inner_text() == f"{final} из {MAXIMUM}"
    assert (OWN.said in head.text, f"степень эффективности — {OWN.band}" in head.text) == (True, True)
    assert [reason in head.text for reason in reasons()] == [True, True]
    own = [
        [
            str(sum(points[code] for code in CODES if code.startswith(f"{number}.")))
            for points in (OWN.claimed, OWN.final)
        ]
        for number in CRITERIA
    ]
    assert [row[2:4] for row in table(head, "#criteria")] == own


def reasons() -> list[str]:
    return [SCHOOL_12.corrections["1.7"].reason, year_data.RAISE_REASON]


@pytest.mark.parametrize("school", [school for school in SCHOOLS if school.answers], ids=lambda school: school.code)
def test_the_school_pdf_holds_every_figure(told, school):
    outcome = OUTCOMES[school.code]
    text = pdf_text(fetched(told.person("методист"), f"/results/maps/{told.year.map_of(school.code)}/result.pdf"))
    below = text[text.index("Таблица 3. Показатели") :].replace(f" {REPEATED}", "")
    starts = [*(f"{code} {TITLES[code]}" for code in CODES), "Всего"]
    for code, start, following in zip(CODES, starts[:-1], starts[1:], strict=True):
        row = between(below, f" {start}", f" {following}")
        points = " ".join(str(known[code]) for known in (outcome.claimed, outcome.verified, outcome.final))
        assert (code, outcome.working(code).strip() in row, row[-5:]) == (code, True, points)
    claimed, verified, final = outcome.sums
    assert f"Всего {claimed} {verified} {final}" in below
    assert f"{final} из {MAXIMUM}" in text
    assert f"это {outcome.said} максимума, степень эффективности — {outcome.band}" in text
    assert "протокол № 7" in text


def test_the_head_reads_the_answer_to_the_objection(told):
    head = told.person("руководитель")
    head.go(f"/maps/{told.year.map_of(SCHOOL_12.code)}/objections/{year_data.OBJECTED}/")
    assert (year_data.OBJECTION in head.text, year_data.DECISION in head.text) == (True, True)
    assert head.page.locator("[name=text]").count() == 0  # one objection an indicator
