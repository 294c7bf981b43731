"""Is a table of schools and addresses read row by row, and applied whole or not at all?"""

from __future__ import annotations

import pytest

from accounts.models import Role
from monitoring.domain.division_sheet import apply_sheet, keep_sheet, read_division
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.models import DivisionSheet, ExpertMap
from monitoring.tests.cast import NOW
from monitoring.tests.stories import again
from monitoring.tests.views.test_home import also
from schools.errors import SheetError
from schools.sheets.reading import read
from schools.tests.books import csv_of, table, workbook

CODE, MAIL = "Код школы", "Электронная почта проверяющего"


@pytest.fixture
def keep(cycle, coordinator):
    def from_rows(*rows, make=csv_of):
        dicts = [dict(zip((CODE, MAIL), row, strict=True)) for row in rows]
        sheet = read(make(dicts))
        return keep_sheet(cycle=cycle, file_name="таблица.csv", sheet=sheet, by=coordinator, at=NOW)

    return from_rows


def book(rows):
    return workbook(table(rows))


@pytest.mark.parametrize("make", [csv_of, book])
def test_reads_csv_and_xlsx(keep, make, reviewer, other_reviewer):
    reading = read_division(keep(("002", reviewer.email.upper()), ("010", other_reviewer.email), make=make))
    assert [(c.row, str(c.expert_map.school), c.reviewer) for c in reading.changes] == [
        ("2", "МАОУ СОШ № 2", reviewer),
        ("3", "МБОУ ООШ № 10", other_reviewer),
    ]
    assert (reading.problems, reading.unchanged, reading.can_be_applied) == ((), 0, True)


def test_every_problem_has_its_row_and_column(keep, reviewer, other_school, methodologist):
    also(reviewer, Role.EDITOR, other_school)
    rows = [
        ("777", reviewer.email),
        ("010", reviewer.email),
        ("010", reviewer.email),
        ("", reviewer.email),
        ("002", "не адрес"),
        ("005", methodologist.email),
    ]
    said = [(p.row, p.column, p.message) for p in read_division(keep(*rows)).problems]
    assert said == [
        ("2", CODE, "Школы с кодом «777» в этом цикле нет."),
        ("3", MAIL, "П.\u00a0П.\u00a0Проверяева работает в этой школе: её карту проверяет другой сотрудник."),
        ("4", CODE, "Эта школа уже есть выше: строка 3."),
        ("5", CODE, "Не заполнено."),
        ("6", MAIL, "Это не похоже на адрес электронной почты, например school12@example.ru."),
        ("7", CODE, "Школы с кодом «005» в этом цикле нет."),
        ("7", MAIL, f"Специалиста отдела с адресом {methodologist.email[:40]} нет: проверьте адрес."),
    ]


def test_an_empty_address_changes_nothing(keep, reviewer):
    reading = read_division(keep(("002", ""), ("010", reviewer.email)))
    assert (len(reading.changes), reading.unchanged) == (1, 1)


def test_applies_once(keep, coordinator, expert_map, other_map, reviewer, other_reviewer):
    kept = keep(("002", reviewer.email), ("010", other_reviewer.email))
    assert apply_sheet(kept=kept, by=coordinator, at=NOW).applied == 2
    again(expert_map).assignments.update(reason="нетронуто")
    assert apply_sheet(kept=kept, by=coordinator, at=NOW).applied == 2
    assert [again(row).reviewer for row in (expert_map, other_map)] == [reviewer, other_reviewer]
    [assignment] = other_map.assignments.all()
    assert (assignment.way, assignment.reason) == ("sheet", "Из таблицы «таблица.csv»")


def test_a_table_that_no_longer_fits_changes_nothing(keep, coordinator, reviewer, other_reviewer, other_school):
    kept = keep(("002", reviewer.email), ("010", other_reviewer.email))
    also(other_reviewer, Role.EDITOR, other_school)
    with pytest.raises(MonitoringError) as refusal:
        apply_sheet(kept=kept, by=coordinator, at=NOW)
    assert str(refusal.value) == "Таблица больше не подходит к картам и людям. Ничего не изменено."
    assert list(ExpertMap.objects.exclude(reviewer=None)) == []


def test_a_new_table_takes_the_place_of_the_waiting_one(keep, reviewer):
    keep(("002", reviewer.email))
    second = keep(("010", reviewer.email))
    assert list(DivisionSheet.objects.all()) == [second]


def test_a_table_without_rows_or_columns_is_refused(keep, cycle, coordinator):
    with pytest.raises(InvalidAnswer) as refusal:
        keep(("ПРИМЕР", "a@example.org"))
    assert refusal.value.field == "file"
    sheet = read("Школа;Кто\r\n002;я".encode())
    with pytest.raises(SheetError):
        keep_sheet(cycle=cycle, file_name="a.csv", sheet=sheet, by=coordinator, at=NOW)
