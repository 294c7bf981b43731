"""Does a text become the number it says, and anything else a sentence?"""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from monitoring.forms.numbers import MOST, NEGATIVE, NOT_NUMBER, NOT_WHOLE, TOO_MANY, people

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", None),
        ("   ", None),
        (NBSP, None),
        ("0", 0),
        ("104", 104),
        ("007", 7),
        (" 12 ", 12),
        ("1 234", 1234),
        (f"1{NBSP}234", 1234),
        ("1\u202f234", 1234),
        ("12 345", 12345),
        ("1 000 000", 1_000_000),
        ("0" * 5000 + "5", 5),
        ("\t5\r\n", 5),
    ],
)
def test_a_whole_number_of_people_is_read(text, number):
    assert people(text) == number


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1,5", NOT_WHOLE),
        ("1.5", NOT_WHOLE),
        ("-3", NEGATIVE),
        ("−3", NEGATIVE),
        ("–3", NEGATIVE),
        (str(10**30), TOO_MANY),
        ("1000001", TOO_MANY),
        ("9" * 10_000, TOO_MANY),
        ("1e308", NOT_NUMBER),
        ("NaN", NOT_NUMBER),
        ("Infinity", NOT_NUMBER),
        ("много", NOT_NUMBER),
        ("1\x00", NOT_NUMBER),
        ("\x00", NOT_NUMBER),
        ("١٠٤", NOT_NUMBER),
        ("१०४", NOT_NUMBER),
        ("１０４", NOT_NUMBER),
        ("0x10", NOT_NUMBER),
        ("1_000", NOT_NUMBER),
        ("12 34", NOT_NUMBER),
        ("1  234", NOT_NUMBER),
        ("+5", NOT_NUMBER),
        ("104 чел.", NOT_NUMBER),
        ("<b>5</b>", NOT_NUMBER),
        ("5;DROP TABLE", NOT_NUMBER),
        ("²", NOT_NUMBER),
        ("½", NOT_NUMBER),
        ("1,234,567", NOT_NUMBER),
    ],
)
def test_anything_else_gets_its_sentence(text, sentence):
    with pytest.raises(ValidationError) as refusal:
        people(text)
    assert refusal.value.messages == [sentence]


@given(st.integers(min_value=0, max_value=MOST), st.sampled_from([" ", NBSP, "\u202f", ""]))
def test_every_number_up_to_a_million_is_read_however_its_thousands_are_written(number, space):
    assert people(f"{number:,}".replace(",", space)) == number


def outcome(text):
    """The number and the sentences of a refusal, one of them empty."""
    try:
        return people(text), []
    except ValidationError as refusal:
        return None, refusal.messages


@given(st.text(max_size=60))
def test_any_text_is_a_number_in_bounds_or_one_sentence(text):
    number, sentences = outcome(text)
    assert len(sentences) <= 1
    assert set(sentences) <= {NOT_WHOLE, NEGATIVE, TOO_MANY, NOT_NUMBER}
    assert number is None or 0 <= number <= MOST


@given(st.text(alphabet="٠١٢٣۴५๖７𝟖²", min_size=1, max_size=8))
def test_digits_of_other_scripts_are_never_numbers(text):
    with pytest.raises(ValidationError):
        people(text)
