"""Does the form of an answer ask what its indicator asks, and say at which field something is wrong?"""

from __future__ import annotations

import pytest

from monitoring.forms.answer import AnswerForm
from monitoring.forms.numbers import NOT_WHOLE
from scoring.queries.rubric import rubric

ALL = ("noo", "ooo", "soo")


@pytest.fixture
def by_code(methodology):
    return rubric(methodology.pk).by_code


def form(by_code, code, data, levels=ALL):
    return AnswerForm(data, indicator=by_code[code], levels=levels)


@pytest.mark.parametrize(
    ("code", "levels", "fields"),
    [
        ("1.2", ALL, ["numerator", "denominator", "note"]),
        ("1.4", ALL, ["numerator", "note"]),
        ("1.7", ALL, ["numerator", "note"]),
        ("1.8", ALL, ["fact", "note"]),
        ("3.1", ALL, ["part_noo", "part_ooo", "part_soo", "note"]),
        ("3.1", ("noo", "ooo"), ["part_noo", "part_ooo", "note"]),
    ],
)
def test_the_fields_are_those_of_the_indicator_and_the_school(by_code, code, levels, fields):
    assert list(form(by_code, code, {}, levels).fields) == fields


def test_numbers_and_a_note_become_values(by_code):
    answer = form(by_code, "1.2", {"numerator": "104", "denominator": "1 180", "note": " да\r\nнет "})
    assert answer.is_valid()
    assert answer.values == {"numerator": 104, "denominator": 1180, "note": "да\nнет"}


def test_an_emptied_field_is_emptied_and_an_absent_one_is_left_alone(by_code):
    answer = form(by_code, "1.2", {"numerator": ""})
    assert answer.is_valid()
    assert answer.values == {"numerator": None}


@pytest.mark.parametrize(("sent", "fact"), [("yes", True), ("no", False), ("", None)])
def test_a_fact_is_yes_no_or_not_answered(by_code, sent, fact):
    answer = form(by_code, "1.8", {"fact": sent})
    assert answer.is_valid()
    assert answer.values == {"fact": fact}


def test_parts_are_those_answered(by_code):
    answer = form(by_code, "3.1", {"part_noo": "yes", "part_ooo": "no", "part_soo": ""})
    assert answer.is_valid()
    assert answer.values == {"parts": {"noo": True, "ooo": False}}


def test_a_part_of_a_level_the_school_has_not_is_not_read(by_code):
    answer = form(by_code, "3.1", {"part_noo": "yes", "part_soo": "yes"}, ("noo",))
    assert answer.is_valid()
    assert answer.values == {"parts": {"noo": True}}


@pytest.mark.parametrize(
    ("code", "data", "sentences"),
    [
        ("1.2", {"numerator": "1,5"}, {"numerator": NOT_WHOLE}),
        ("1.8", {"fact": "maybe"}, {"fact": "Выберите «Да» или «Нет»."}),
        ("3.1", {"part_noo": "1"}, {"part_noo": "Выберите «Да» или «Нет»."}),
        ("1.8", {"note": "х" * 4001}, {"note": "Пояснение длиннее 4000 знаков. Сократите его или дайте ссылку."}),
        ("1.8", {"note": "а\x00б"}, {"note": "В тексте есть недопустимый знак. Наберите его заново."}),
    ],
)
def test_bad_input_has_a_sentence_at_its_field(by_code, code, data, sentences):
    answer = form(by_code, code, data)
    assert not answer.is_valid()
    assert answer.sentences == sentences
