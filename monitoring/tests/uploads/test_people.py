"""Are lists of people noticed in every kind of document, and ordinary papers left alone?"""

from __future__ import annotations

import pytest

from monitoring.domain.evidence_files import inspect
from monitoring.tests import papers
from monitoring.uploads.people import MANY, count_people

ROWS = [line.split(maxsplit=1) for line in papers.PUPILS]
SHAPES = [
    "Иванов{} Иван Иванович", "7. Иванова{} Мария Петровна, 9А", "Иванов{} И. И.", "Иванов{} И.И.", "И. И. Иванов{}",
    "ИВАНОВ{} ИВАН ИВАНОВИЧ", "Иванову{} Ивану Ильичу", "Ивановой{} Анны Сергеевны", "Мамедов{} Али Гасаноглы",
    "12. Петров{} Пётр", "Петров{} Пётр 9А", "Петров{} Пётр;12.03.2010",
    "Салтыков-Щедрин{} Иван", "Ильина{} Инна Ильинична",
]  # fmt: skip
MARKS = ["ский", "ская", "цын", "ко", "ук", "ян", "ов", "ёв", "их", "аго"]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_list_of_such_lines_is_noticed(shape):
    surnames = [shape.format(mark.upper() if shape.isupper() else mark) for mark in MARKS]
    assert count_people(surnames) == len(MARKS)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_few_are_no_list(shape):
    assert count_people([shape.format(mark) for mark in MARKS[: MANY - 1]]) == 0


def test_one_person_named_often_is_one():
    assert count_people(["Директор Иванова И. И."] * 50) == 0


def test_names_a_word_a_line_are_names():
    """So a table of a PDF often comes."""
    assert count_people(f"Иванов{mark}\nИван\nИванович".split("\n")[0] for mark in MARKS) == 0
    assert count_people(line for mark in MARKS for line in (f"Иванов{mark}", "Иван", "Иванович")) == len(MARKS)


ORDINARY = [
    "Об организации профориентационной работы", "В соответствии с Федеральным законом № 273-ФЗ", "ПРИКАЗЫВАЮ:",
    "1. Провести Неделю профориентации с 10 по 15 марта", "Билет в будущее", "Шоу профессий",
    "Уральский Федеральный Округ",
    "Средняя Школа № 12", "Урок Мужества", "Россия Страна Возможностей", "План Мероприятий Школы",
    "Директор И. И. Иванова",
    "Ознакомлены: П. П. Петров", "Урок Цифры", "8–9 классы", "Дата Подпись Расшифровка",
]  # fmt: skip


def test_an_order_is_no_list():
    assert count_people(ORDINARY) == 0


@pytest.mark.parametrize(
    "make",
    [
        lambda: papers.docx(papers.PUPILS),
        lambda: papers.docx(["Список"], rows=ROWS),
        lambda: papers.xlsx([["№", "Фамилия", "Имя", "Отчество"], *(line.split() for line in papers.PUPILS)]),
        lambda: papers.odt(papers.PUPILS),
        lambda: papers.ods([line.split() for line in papers.PUPILS]),
    ],
)
def test_a_list_is_noticed_whatever_the_document(make):
    assert inspect(papers.upload(make())).people == len(papers.PUPILS)


def test_a_list_is_noticed_in_a_pdf():
    assert inspect(papers.upload(papers.pdf_of(papers.PUPILS))).people == len(papers.PUPILS)


@pytest.mark.parametrize("make", [papers.pdf, papers.docx, papers.xlsx, papers.odt, papers.ods, papers.picture])
def test_an_ordinary_document_has_none(make):
    assert inspect(papers.upload(make())).people == 0
