"""What would a sheet change, and which row and column is wrong? The corpus of spoiled rows, one sentence each."""

from __future__ import annotations

import pytest

from schools.domain.import_draft import keep_draft
from schools.models import ReferenceFigures, School
from schools.queries.import_preview import Addition, Change, Preview, Problem, preview
from schools.resources.draft import Counts
from schools.sheets.reading import read
from schools.tests.books import csv_of, figures_row, school_row


@pytest.fixture
def previewed(municipality, coordinator, now):
    def of(*rows, subject="schools") -> Preview:
        draft = keep_draft(
            municipality=municipality,
            subject=subject,
            file_name="a.csv",
            sheet=read(csv_of(rows)),
            by=coordinator,
            at=now,
        )
        return preview(draft, today=municipality.today(now))

    return of


def known(school, **other):
    return school_row(
        Код_в_реестре=school.code, Краткое_наименование=school.short_name, Полное_наименование=school.name, СОО="да"
    ) | {title.replace("_", " "): value for title, value in other.items()}


def test_what_would_be_added_changed_and_left(previewed, school, other_school):
    found = previewed(
        school_row(), known(school), known(other_school, Вид="гимназия", СОО="да"),
    )  # fmt: skip
    assert found.counts == Counts(created=1, updated=1, unchanged=1)
    assert found.additions == (Addition("2", "СОШ № 77"),)
    assert found.changes == (
        Change("4", "МБОУ ООШ № 10", "Вид", "ООШ", "гимназия"),
        Change("4", "МБОУ ООШ № 10", "СОО", "нет", "да"),
    )
    assert (found.problems, found.can_be_applied) == ((), True)


def test_a_preview_writes_nothing(previewed, school):
    previewed(school_row(), known(school, Телефон="1"))
    assert list(School.objects.values_list("code", "phone")) == [("002", "")]


def test_nothing_new_is_nothing_to_confirm(previewed, school):
    assert previewed(known(school)).can_be_applied is False


URL = "Укажите адрес сайта полностью, например https://school12.example.ru"


@pytest.mark.parametrize(
    ("cells", "column", "sentence"),
    [
        ({"Код_в_реестре": ""}, "Код в реестре", "Не заполнено."),
        ({"Код_в_реестре": "7" * 31}, "Код в реестре", "Не больше 30 знаков, а здесь 31."),
        ({"Краткое_наименование": ""}, "Краткое наименование", "Не заполнено."),
        ({"Полное_наименование": "я" * 501}, "Полное наименование", "Не больше 500 знаков, а здесь 501."),
        ({"Вид": ""}, "Вид", "Не заполнено."),
        ({"НОО": "1,5"}, "НОО", "Нужно «да» или «нет», а здесь «1,5»."),
        ({"НОО": "нет", "ООО": "нет"}, "НОО", "Нужен хотя бы один уровень: НОО, ООО или СОО."),
        ({"Официальный_сайт": "javascript:alert(1)"}, "Официальный сайт", URL),
        ({"Официальный_сайт": "школа2.рф"}, "Официальный сайт", URL),
        (
            {"Электронная_почта": "школа"},
            "Электронная почта",
            "Это не похоже на адрес электронной почты, например school12@example.ru.",
        ),
        ({"Телефон": "1" * 61}, "Телефон", "Не больше 60 знаков, а здесь 61."),
    ],
)
def test_a_spoiled_school_is_named_by_row_and_column(previewed, cells, column, sentence):
    found = previewed(school_row(Код_в_реестре="76"), school_row(**cells))
    assert found.problems == (Problem("3", column, sentence),)
    assert found.can_be_applied is False


def test_every_fault_of_a_row_is_named(previewed):
    found = previewed(school_row(Вид="цирк", НОО="?", СОО="?"))
    assert [problem.column for problem in found.problems] == ["Вид", "НОО", "СОО"]


def test_a_code_twice_in_a_sheet(previewed, school):
    twice = "Такая строка уже есть выше: строка 2."
    assert previewed(school_row(), school_row(Телефон="1")).problems == (Problem("3", "Код в реестре", twice),)
    assert previewed(known(school), known(school)).problems == (Problem("3", "Код в реестре", twice),)


@pytest.mark.parametrize("number", ["1,5", "-3", "1e308", "много", "١٢", "NaN", "0x10", "12+1"])
def test_a_spoiled_figure_is_named(previewed, school, number):
    found = previewed(figures_row(Код_школы="002", **{"педагоги-психологи": number}), subject="figures")
    assert found.problems == (Problem("2", "Педагоги-психологи", f"Нужно целое число от 0, а здесь «{number}»."),)


@pytest.mark.parametrize(
    ("cells", "column", "sentence"),
    [
        ({"Код_школы": "999"}, "Код школы", "Школы с кодом «999» нет в реестре. Сначала добавьте её."),
        ({"Код_школы": ""}, "Код школы", "Не заполнено."),
        ({"По_состоянию_на": "вчера"}, "По состоянию на", "Нужна дата, например 20.09.2025."),
        ({"По_состоянию_на": "20.09.2026"}, "По состоянию на", "Дата 20.09.2026 ещё не наступила."),
        (
            {"обучающиеся_8–9_классов": "90", "обучающиеся_6–11_классов": "89"},
            "Обучающиеся 6–11 классов",
            "В 6–11 классах не может быть меньше обучающихся, чем в 8–11 (90).",
        ),
    ],
)
def test_a_spoiled_row_of_figures_is_named(previewed, school, cells, column, sentence):
    found = previewed(figures_row(**({"Код_школы": "002", "тьюторы": "1"} | cells)), subject="figures")
    assert found.problems == (Problem("2", column, sentence),)


def test_a_foreign_school_is_as_good_as_unknown(previewed, foreign_school):
    found = previewed(figures_row(Код_школы=foreign_school.code, тьюторы="1"), subject="figures")
    assert [problem.column for problem in found.problems] == ["Код школы"]


def test_a_row_nobody_wrote_a_figure_in_says_nothing(previewed, school, figures):
    found = previewed(figures_row(Код_школы="002", **{"тьюторы": "", "обучающиеся_8–9_классов": ""}), subject="figures")
    assert (found.counts, found.problems) == (Counts(0, 0, 1), ())
    assert ReferenceFigures.objects.get().pupils_8_9 == 180


def test_a_day_of_the_same_school_once(previewed, school):
    rows = [figures_row(Код_школы="002", тьюторы=number) for number in "12"]
    assert previewed(*rows, subject="figures").problems == (
        Problem("3", "Код школы", "Такая строка уже есть выше: строка 2."),
    )


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("subject", "queries"), [("schools", 1), ("figures", 2)])
def test_a_preview_reads_the_register_in_a_constant_number_of_queries(
    municipality,
    coordinator,
    school,
    other_school,
    primary_school,
    now,
    django_assert_num_queries,
    count,
    subject,
    queries,
):
    codes = ["002", "010", "005"][:count]
    rows = {
        "schools": [school_row(Код_в_реестре=code) for code in codes],
        "figures": [figures_row(Код_школы=code, тьюторы="1") for code in codes],
    }
    draft = keep_draft(
        municipality=municipality,
        subject=subject,
        file_name="a.csv",
        sheet=read(csv_of(rows[subject])),
        by=coordinator,
        at=now,
    )
    with django_assert_num_queries(queries):
        preview(draft, today=municipality.today(now))
