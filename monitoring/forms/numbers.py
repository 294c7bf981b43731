"""How does a person's text become a number of people? ASCII digits, spaces between thousands, nothing else."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError

MOST = 1_000_000
SPACES = "\u00a0\u202f\u2009"  # no-break, narrow no-break and thin spaces, as sheets and web pages write thousands
WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}( [0-9]{3})+")

NOT_WHOLE = "Введите целое число людей, без дробной части."
NEGATIVE = "Число людей не бывает отрицательным."
TOO_MANY = "Слишком большое число: людей не больше 1 000 000."
NOT_NUMBER = "Введите число цифрами, например 104."


def people(text: str) -> int | None:
    """The number written, None for an empty text; raises ValidationError with a sentence for the person."""
    plain = re.sub(f"[{SPACES}]", " ", text).strip(" \t\r\n")
    if not plain:
        return None
    if not WHOLE.fullmatch(plain):
        raise ValidationError(_what_is_wrong(plain))
    digits = plain.replace(" ", "").lstrip("0") or "0"
    # By length first: a text of thousands of digits is never turned into a number.
    if len(digits) > len(str(MOST)) or int(digits) > MOST:
        raise ValidationError(TOO_MANY)
    return int(digits)


def _what_is_wrong(plain: str) -> str:
    if re.fullmatch(r"[0-9 ]+[.,][0-9]+", plain):
        return NOT_WHOLE
    return NEGATIVE if re.fullmatch(r"[-−–][0-9 ]+", plain) else NOT_NUMBER


class PeopleField(forms.Field):
    """A number of people or nothing."""

    widget = forms.TextInput

    def __init__(self, **kwargs) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, value: str | None) -> int | None:
        return people(value or "")
