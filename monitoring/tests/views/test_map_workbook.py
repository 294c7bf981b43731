"""Does the card go out whole, protected, without a formula, and come back as it went?"""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from monitoring.domain.expert_map import record_answer
from monitoring.models import ExpertMap
from monitoring.tests.cast import make_cycle
from monitoring.tests.stories import again, fill, submitted
from monitoring.tests.views.cards import address, brought, cell_of, plain, row_of, state_of, taken
from monitoring.tests.views.doors import turned_away
from scoring.engine.types import Policy
from scoring.queries.rubric import rubric

LEVELS = ["noo ooo soo", "noo ooo", "noo", "ooo soo", "soo"]


def workbook_of(expert_map) -> str:
    return f"/maps/{expert_map.pk}/card.xlsx"


def test_closed_doors(expert_map, client_of, foreign_head, reviewer):
    assert turned_away(workbook_of(expert_map), client_of, stranger=foreign_head, forbidden=reviewer) == [302, 404, 403]


def test_only_get(expert_map, client_of, head):
    assert client_of(head).post(workbook_of(expert_map)).status_code == 405


def test_a_row_an_indicator_in_the_words_of_the_methodology(expert_map, client_of, head):
    fill(expert_map, by=head)
    page = taken(client_of(head), expert_map)["Карта"]
    tree = rubric(expert_map.cycle.methodology_id)
    rows = {row[0]: row for row in page.iter_rows(min_row=4, values_only=True) if row[0]}
    assert {code: row[1] for code, row in rows.items()} == {one.code: one.wording for one in tree.indicators}
    assert [rows["1.2"][3:10], rows["1.4"][3:10], rows["3.1"][3:10], rows["4.4"][3:10]] == [
        (104, 180, None, None, None, None, None),
        (60, "берётся из 1.2", None, None, None, None, None),
        (None, None, None, "да", "да", "да", None),
        (None, None, "нет", None, None, None, None),
    ]
    assert rows["1.7"][4] == "берётся из 1.2 и 1.3"
    assert rows["1.2"][2].replace("\xa0", " ") == (
        "Не менее 50 % — 1 балл\nПосетили — из общего числа обучающихся 8–9 классов"
    )


def test_only_answers_can_be_typed(expert_map, client_of, head):
    book = taken(client_of(head), expert_map)
    page = book["Карта"]
    free = {cell.coordinate for row in page.iter_rows() for cell in row if not cell.protection.locked}
    asked = [("1.2", "numerator"), ("1.2", "denominator"), ("1.4", "numerator"), ("1.6", "fact"), ("3.1", "part_soo")]
    assert {cell_of(code, name, book) for code, name in [*asked, ("1.2", "note")]} <= free
    assert len(free) == 11 + 8 + 11 + 3 + 23  # numerators, denominators entered here, facts, levels, notes
    assert [sheet.protection.sheet for sheet in book.worksheets] == [True, True, True]
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "visible", "hidden"]


def test_cells_have_limits_and_lists(expert_map, client_of, head):
    book = taken(client_of(head), expert_map)
    limits = {str(one.sqref): one for one in book["Карта"].data_validations.dataValidation}
    people, choice = limits[cell_of("1.2", "numerator", book)], limits[cell_of("1.6", "fact", book)]
    assert (people.type, people.operator, people.formula1, people.formula2) == ("whole", "between", "0", "1000000")
    assert (choice.type, choice.formula1) == ("list", '"да,нет"')
    assert len(limits) == 11 + 8 + 11 + 3


def test_what_a_school_does_not_have_is_marked(other_map, client_of, other_head):
    book = taken(client_of(other_head), other_map)
    page, row = book["Карта"], row_of(book["Карта"], "1.3")
    assert [page[f"{letter}{row}"].value for letter in "DEFJ"] == ["не применяется", None, None, None]
    assert page[f"D{row}"].protection.locked
    assert page[f"C{row}"].value.startswith("Не применимо")
    assert page[cell_of("1.7", "denominator", book)].value == "берётся из 1.2"


def test_the_hidden_sheet_says_whose_card_it_is(expert_map, client_of, head, now):
    record_answer(expert_map=expert_map, code="1.2", values={"numerator": 7}, version=1, by=head, at=now)
    rows = list(taken(client_of(head), expert_map)["Служебный"].iter_rows(values_only=True))
    assert {row[0]: row[1] for row in rows[1:6]} == {
        "школа": str(expert_map.school_id),
        "год": "2025",
        "карта": str(expert_map.pk),
        "методика": str(expert_map.cycle.methodology_id),
        "название": "МАОУ СОШ № 2, 2025/2026 учебный год",
    }
    versions = {code: "2" if code == "1.2" else "1" for code, *_ in state_of(expert_map)}
    assert {row[0]: row[1] for row in rows[7:]} == versions


@pytest.mark.parametrize("text", ["=1+1", "+7 912 000-00-00", "-5", "@SUM(A1)", '=HYPERLINK("https://example.org")'])
def test_nothing_becomes_a_formula(expert_map, client_of, head, now, text):
    record_answer(expert_map=expert_map, code="1.2", values={"note": text}, version=1, by=head, at=now)
    expert_map.school.short_name = text
    expert_map.school.save()
    content = client_of(head).get(workbook_of(expert_map)).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert [b"<f>" in sheet or b"<f " in sheet for sheet in sheets] == [False, False, False]
    book = load_workbook(io.BytesIO(content))
    cell = book["Карта"][cell_of("1.2", "note", book)]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


@pytest.mark.parametrize("levels", [LEVELS[0], *(pytest.param(rare, marks=pytest.mark.slow) for rare in LEVELS[1:])])
@pytest.mark.parametrize("is_filled", [True, False])
@pytest.mark.parametrize("policy", list(Policy))
def test_out_and_back_unchanged(
    municipality, methodology, coordinator, school, head, client_of, levels, is_filled, policy
):
    """Every kind of school: the workbook as it came changes nothing, and neither does one retyped word for word."""
    for level in ("noo", "ooo", "soo"):
        setattr(school, f"has_{level}", level in levels.split())
    school.save()
    cycle = make_cycle(municipality, methodology, coordinator, policy=policy)
    expert_map = ExpertMap.objects.with_context().get(cycle=cycle, school=school)
    if is_filled:
        fill(expert_map, by=head, i6_1={"fact": True, "note": "две\nстроки; =1"} if levels != "noo" else {})
    before, client = state_of(expert_map), client_of(head)
    book = taken(client, expert_map)
    assert brought(client, expert_map, book).rows == {}
    for row in book["Служебный"].iter_rows(min_row=8, min_col=3):
        for cell in row:
            cell.value = "иначе" if cell.value is None else None  # nothing is as the workbook remembers it
    assert brought(client, expert_map, book).rows == {}
    assert state_of(expert_map) == before


def test_a_returned_map_opens_what_was_returned(expert_map, client_of, head, now):
    submitted(expert_map, by=head)
    closed = taken(client_of(head), expert_map)["Карта"]
    assert {cell.protection.locked for row in closed.iter_rows() for cell in row} == {True}
    ExpertMap.objects.filter(pk=expert_map.pk).update(
        state="returned", return_last_day=date(2026, 9, 25), return_ends_at=now.replace(day=26)
    )
    expert_map.answers.exclude(code="1.2").update(is_open=False)
    expert_map.answers.filter(code="1.2").update(is_open=True)
    book = taken(client_of(head), again(expert_map))
    free = {cell.coordinate for row in book["Карта"].iter_rows() for cell in row if not cell.protection.locked}
    assert free == {cell_of("1.2", name, book) for name in ("numerator", "denominator", "note")}
    assert "по 25 сентября 2026 г. включительно" in " ".join(
        str(row[0].value) for row in book["Как заполнять"].iter_rows()
    ).replace("\xa0", " ")


def test_the_name_of_the_file_is_read_by_people(expert_map, client_of, head):
    disposition = client_of(head).get(workbook_of(expert_map)).headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=utf-8''%D0%9A%D0%B0%D1%80%D1%82%D0%B0%202025-2026%2C%20")


def test_queries(expert_map, client_of, head, django_assert_num_queries):
    client = client_of(head)
    client.get(workbook_of(expert_map))
    with django_assert_num_queries(5):  # session, person, memberships, map, answers
        client.get(workbook_of(expert_map))


def test_the_page_of_the_map_leads_to_the_card(expert_map, client_of, head, reviewer):
    page = client_of(head).get(f"/maps/{expert_map.pk}/").content.decode()
    assert [link in page for link in (workbook_of(expert_map), address(expert_map))] == [True, True]
    submitted(expert_map, by=head)
    page = client_of(reviewer).get(f"/maps/{expert_map.pk}/").content.decode()
    assert [link in page for link in (workbook_of(expert_map), address(expert_map))] == [False, False]
    paper = f"/results/maps/{expert_map.pk}"
    assert [f"{paper}/card.pdf" in page, f"{paper}/blank.pdf" in page] == [True, True]


def test_a_closed_card_says_why_with_the_sentence_of_the_map(expert_map, client_of, head):
    submitted(expert_map, by=head)
    page = plain(client_of(head).get(address(expert_map)))
    assert "Карта представлена и проверяется отделом образования." in page
    assert ("Сохранить отдельно" in page, "Проверить книгу" in page) == (True, False)
