"""What does the text of a cell mean?"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schools.sheets import values


@pytest.mark.parametrize(
    ("cell", "number"),
    [("", None), ("0", 0), ("104", 104), ("1 234", 1234), ("100000", 100_000), ("007", 7)],
)
def test_whole_numbers_are_read(cell, number):
    assert values.whole(cell) == number


@pytest.mark.parametrize(
    "cell",
    [
        "1,5",
        "1.5",
        "-3",
        "−3",
        "1e308",
        "1e+308",
        "много",
        "١٢",
        "１２",
        "12 чел.",
        "NaN",
        "inf",
        "1 2",
        "1 23",
        "+5",
        "½",
        "²",
    ],
)
def test_what_is_no_whole_number_is_named(cell):
    with pytest.raises(ValueError) as refusal:
        values.whole(cell)
    assert str(refusal.value) == f"Нужно целое число от 0, а здесь «{cell}»."


def test_a_number_no_school_has_is_refused():
    with pytest.raises(ValueError) as refusal:
        values.whole("100001")
    assert str(refusal.value) == "Число 100001 слишком велико: больше 100 000 человек в школе не бывает."


@given(st.integers(min_value=0, max_value=values.LARGEST))
def test_every_written_whole_number_is_read_back(number):
    assert values.whole(str(number)) == number


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_one_sentence(cell):
    try:
        read = values.whole(cell)
    except ValueError:
        return
    assert read is None or 0 <= read <= values.LARGEST


@pytest.mark.parametrize("cell", ["да", "Да", "ДА", "1", "+", "есть"])
def test_yes(cell):
    assert values.yes_no(cell) is True


@pytest.mark.parametrize("cell", ["нет", "Нет", "0", "-", "—", ""])
def test_no(cell):
    assert values.yes_no(cell) is False


def test_neither_yes_nor_no():
    with pytest.raises(ValueError) as refusal:
        values.yes_no("может быть")
    assert str(refusal.value) == "Нужно «да» или «нет», а здесь «может быть»."


@pytest.mark.parametrize(("cell", "kind"), [("СОШ", "secondary"), ("сош", "secondary"), ("Гимназия", "gymnasium")])
def test_kind_by_its_title(cell, kind):
    assert values.kind(cell) == kind


def test_unknown_kind():
    with pytest.raises(ValueError) as refusal:
        values.kind("колледж")
    assert str(refusal.value) == (
        "Вид «колледж» не известен. Возможные: СОШ, гимназия, лицей, ООШ, НОШ, вечерняя школа, "
        "школа для обучающихся с ОВЗ, другая."
    )


@pytest.mark.parametrize("cell", ["20.09.2025", "20.9.2025", "2025-09-20", "2025-09-20 00:00:00"])
def test_days(cell):
    assert values.day(cell) == date(2025, 9, 20)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("", "Не заполнено."),
        ("сентябрь", "Нужна дата, например 20.09.2025."),
        ("09/20/2025", "Нужна дата, например 20.09.2025."),
        ("31.02.2025", "Такой даты нет: «31.02.2025»."),
        ("20.09.1025", "Дата 20.09.1025 слишком давняя."),
        ("٢٠.٠٩.٢٠٢٥", "Нужна дата, например 20.09.2025."),
    ],
)
def test_what_is_no_day_is_named(cell, sentence):
    with pytest.raises(ValueError) as refusal:
        values.day(cell)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "cell", ["", "http://school2.example.org", "https://школа2.рф/", "HTTPS://school2.example.org/a?b=1"]
)
def test_sites(cell):
    assert values.site(cell) == cell


@pytest.mark.parametrize(
    "cell",
    [
        "javascript:alert(1)",
        "ftp://example.org",
        "data:text/html,x",
        "example.org",
        "//example.org",
        "http://",
        "https://a b",
    ],
)
def test_what_is_no_site_is_refused(cell):
    with pytest.raises(ValueError) as refusal:
        values.site(cell)
    assert str(refusal.value) == "Укажите адрес сайта полностью, например https://school12.example.ru"


def test_what_is_no_email_is_refused():
    assert values.email("school2@example.org") == "school2@example.org"
    with pytest.raises(ValueError) as refusal:
        values.email("school2.example.org")
    assert str(refusal.value) == "Это не похоже на адрес электронной почты, например school12@example.ru."


def test_long_and_empty_texts():
    assert values.text(3)("абв") == "абв"
    with pytest.raises(ValueError) as refusal:
        values.text(3)("абвг")
    assert str(refusal.value) == "Не больше 3 знаков, а здесь 4."
    with pytest.raises(ValueError) as refusal:
        values.text(3, required=True)("")
    assert str(refusal.value) == "Не заполнено."


def test_a_long_cell_is_quoted_short():
    assert values.shown("я" * 50) == "я" * 40 + "…"
