"""Does an uploaded form add up by its mapping, branches with their school, in both layouts; where are its errors?"""

from __future__ import annotations

import pytest

from schools.errors import SheetError
from schools.models import ReferenceMapping
from schools.sheets.codes import codes_of, key_of, said
from schools.sheets.form_figures import read_figures
from schools.sheets.form_table import form_table
from schools.sheets.reading import read
from schools.sheets.workbook import OutOfReach, rows_of
from schools.tests.books import workbook

PUPILS = ReferenceMapping(figure="pupils_8_9", table="2.1.1", rows=["17"], columns=["11", "12"])
SPECIAL = ReferenceMapping(figure="pupils_8_9", table="2.1.3", rows=["02", "04"], columns=["13", "14"])
STAFF = ReferenceMapping(figure="staff", table="3.1", rows=["02", "06"], columns=["3"])
ALL = (PUPILS, SPECIAL, STAFF)
WIDE = ["Код школы", "Филиал", "Раздел", "Строка", "3", "11", "12", "13", "14"]
LONG = ["Код школы", "Филиал", "Раздел", "Строка", "Графа", "Значение"]


def reading(rows, mappings=ALL, codes=("002", "010")):
    data = "\r\n".join(";".join(map(str, row)) for row in rows).encode("utf-8-sig")
    return read_figures(form_table(read(data, is_long=True)).cells(), mappings, codes)


def sums(rows, **more):
    found = reading(rows, **more)
    assert found.problems == ()
    return {school.code: {w.figure: w.value for w in school.workings} for school in found.schools}


def faults(rows):
    return [(fault.row, fault.column, fault.message) for fault in reading(rows).problems]


def test_wide_rows_add_up_by_the_mapping():
    rows = [
        WIDE,
        ["002", "", "2.1.1", "17", 640, 88, 92, 70, 8],
        ["002", "", "2.1.3", "02", "", "", "", 1, 2],
        ["002", "", "2.1.3", "04", "", "", "", "х", "-"],
        ["002", "", "3.1", "02", 5, "", "", "", ""],
        ["002", "", "3.1", "06", 45, "", "", "", ""],
    ]
    assert sums(rows) == {"002": {"pupils_8_9": 183, "staff": 50}}
    assert [(w.how, w.missing) for w in reading(rows).schools[0].workings] == [
        ("раздел 2.1.1: 88 + 92; раздел 2.1.3: 1 + 2", ""),
        ("раздел 3.1: 5 + 45", ""),
    ]


def test_long_rows_say_the_same():
    rows = [
        LONG,
        ["002", "", "2.1.1", "17", "11", 88],
        ["002", "", "2.1.1", "17", "12", 92],
        ["002", "", "2.1.1", "17", "3", "не число, но и не нужно"],
    ]
    assert sums(rows, mappings=(PUPILS,)) == {"002": {"pupils_8_9": 180}}


def test_branches_add_up_with_their_school():
    rows = [
        WIDE,
        ["002", "", "2.1.1", "17", "", 88, 92, "", ""],
        ["010", "", "2.1.1", "17", "", 30, 31, "", ""],
        ["002", "Сельский", "2.1.1", "17", "", 5, 6, "", ""],
    ]
    assert sums(rows, mappings=(PUPILS,)) == {"002": {"pupils_8_9": 191}, "010": {"pupils_8_9": 61}}
    assert reading(rows, (PUPILS,)).schools[0].workings[0].how == "раздел 2.1.1: 88 + 92; филиал «Сельский»: 5 + 6"


def test_what_is_not_in_the_table_is_said_and_what_it_is_silent_of_is_left_out():
    found = reading([WIDE, ["002", "", "2.1.1", "17", 640, 88, 92, "", ""]])
    assert [(w.figure, w.value, w.missing) for w in found.schools[0].workings] == [
        ("pupils_8_9", 180, "раздел 2.1.3, весь")
    ]


def test_a_row_without_a_value_says_nothing():
    rows = [WIDE, ["002", "", "2.1.1", "17", "", "", "", "", ""], ["002", "", "3.1", "02", 5, "", "", "", ""]]
    assert sums(rows) == {"002": {"staff": 5}}
    assert reading([LONG, ["002", "", "2.1.1", "17", "11", ""]]).schools == ()


def test_an_empty_cell_of_a_row_that_is_there_is_nobody():
    assert sums([WIDE, ["002", "", "2.1.1", "17", 100, "", "", "", ""]], mappings=(PUPILS,)) == {
        "002": {"pupils_8_9": 0}
    }


def test_errors_stand_by_row_and_column():
    rows = [
        WIDE,
        ["002", "", "2.1.1", "17", 640, "12,5", 92, "", ""],
        ["002", "", "2.1.1", "17", 640, 1, 92, "", ""],
        ["099", "", "2.1.1", "17", 640, 1, 92, "", ""],
        ["099", "", "2.1.3", "02", 640, 1, 92, "", ""],
        ["", "", "2.1.1", "17", 640, 1, 92, "", ""],
        ["002", "", "02.08.2026", "01", "", 1, "", "", ""],
        ["010", "", "2.1.1", "17", 640, -1, 200000, "", ""],
    ]
    assert [(row, column) for row, column, _ in faults(rows)] == [
        (2, "11"), (3, "11"), (3, "12"), (4, "Код школы"), (6, "Код школы"), (7, "Раздел"), (8, "11"), (8, "12"),
    ]  # fmt: skip
    assert [message for row, _, message in faults(rows) if row in {2, 4, 6, 7}] == [
        "Нужно целое число от 0, а здесь «12,5».",
        "Школы с кодом «099» нет в реестре. Сначала добавьте её.",
        "Не указан код школы.",
        "Здесь дата вместо номера раздела: так Excel понял «2.8». Сделайте ячейку текстовой и введите номер заново.",
    ]
    assert faults(rows)[1][2] == "Ячейка уже есть выше: раздел 2.1.1, строка 17, графа 11."


@pytest.mark.parametrize(
    ("headers", "sentence"),
    [
        (["Школа", "3"], "Не хватает столбцов: «Код школы», «Раздел», «Строка»."),
        (["Код школы", "Раздел", "Строка"], "Не хватает столбцов: нужны «Графа» и «Значение»"),
        (["Код школы", "Раздел", "Строка", "Графа"], "Не хватает столбцов: нужны «Графа» и «Значение»"),
        ([*LONG, "Итого"], "Неизвестный столбец «Итого»."),
        ([*LONG, "№ строки"], "Столбец «Строка» повторяется."),
        (["Код школы", "Раздел", "Строка", "3", "03"], "Столбец «03» повторяется."),
        (["Код школы", "Раздел", "Строка", "3", "", ""], "Строка 2: в столбце 6 есть значение"),
    ],
)
def test_a_table_that_does_not_fit_gets_a_sentence(headers, sentence):
    rows = [headers, ["002", "2.1.1", "17", "11", "", "5"]]
    with pytest.raises(SheetError) as refusal:
        reading(rows)
    assert str(refusal.value)[: len(sentence)] == sentence


def test_a_workbook_s_numbers_are_codes_too():
    """Excel keeps 17 as a number and takes «3.1» for one."""
    data = workbook([WIDE, ["002", "", 3.1, 2, 5], ["002", "", "3.1", 6.0, 45]])
    found = read_figures(form_table(read(data, is_long=True)).cells(), (STAFF,), ["002"])
    assert [school.workings[0].value for school in found.schools] == [50]


def test_a_form_may_be_longer_than_a_register():
    rows = [";".join(WIDE), *(f"x{n};;2.1.1;17;1" for n in range(5001)), "002;;3.1;02;5", "002;;3.1;06;45"]
    data = "\n".join(rows).encode()
    found = read_figures(form_table(read(data, is_long=True)).cells(), (STAFF,), ["002"])
    assert ([school.workings[0].value for school in found.schools], len(found.problems)) == ([50], 5001)
    with pytest.raises(SheetError) as refusal:
        read(data)
    assert str(refusal.value) == "В таблице больше 5 000 строк. Разделите её на несколько файлов."


def test_a_workbook_is_read_to_its_bound_and_no_further():
    data = workbook([["a"], ["b"], ["c"]])
    assert [cells for _, cells in rows_of(data, 2)] == [["a"], ["b"], ["c"]]
    with pytest.raises(OutOfReach):
        rows_of(data, 1)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("17", ("17",)),
        (" 02 , 04,02", ("02", "04")),
        ("02, 08–11; ", ("02, 08–11",)),
        ("08–11", ("08", "09", "10", "11")),
        ("Всего, из них 8-9 класс; 17", ("Всего, из них 8-9 класс", "17")),
    ],
)
def test_codes_as_people_write_them(text, codes):
    assert codes_of(text) == codes
    assert codes_of(said(codes)) == codes


@pytest.mark.parametrize("text", ["", " , ;", "9–2", "1-999", ",".join(map(str, range(50))), "ы" * 81])
def test_what_is_no_code_is_refused(text):
    with pytest.raises(ValueError, match=r"^\S.*\.$|например"):
        codes_of(text)


def test_two_ways_to_write_a_code_are_one():
    same = [("02", "2"), ("Раздел 2.1.1", "2.1.1"), ("3,1", "3.1"), ("Графа 7", "07"), ("8–9 КЛАСС", "8-9 класс")]
    assert [(key_of(one), key_of(other)) for one, other in same] == [
        ("2", "2"), ("2.1.1", "2.1.1"), ("3.1", "3.1"), ("7", "7"), ("8-9 класс", "8-9 класс"),
    ]  # fmt: skip
    assert key_of("12") != key_of("1.2")
