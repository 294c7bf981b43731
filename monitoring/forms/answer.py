"""What does a person answer to one indicator? The fields depend on the indicator and the school's levels."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from monitoring.forms.numbers import PeopleField
from scoring.engine.types import PartRule
from scoring.queries.rubric_tree import RubricIndicator

CHOICES = {"yes": True, "no": False, "": None}
NOTE_LENGTH = 4000


class YesNoField(forms.Field):
    """«Да», «нет» or not answered yet."""

    def __init__(self, **kwargs) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, value: str | None) -> bool | None:
        if (value or "") not in CHOICES:
            raise ValidationError("Выберите «Да» или «Нет».")
        return CHOICES[value or ""]


class NoteField(forms.Field):
    """Words to the reviewer, with plain line ends."""

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: str | None) -> str:
        text = (value or "").replace("\r\n", "\n").strip()
        if len(text) > NOTE_LENGTH:
            raise ValidationError(f"Пояснение длиннее {NOTE_LENGTH} знаков. Сократите его или дайте ссылку.")
        if "\x00" in text:
            raise ValidationError("В тексте есть недопустимый знак. Наберите его заново.")
        return text


# A field holds nothing of what was sent: one of a kind is enough for all forms.
PEOPLE, YES_NO, NOTE = PeopleField(), YesNoField(), NoteField()


def parts_of(indicator: RubricIndicator, levels: Collection[str]) -> tuple[PartRule, ...]:
    """Sub-checks asked of a school with these levels."""
    return tuple(part for part in indicator.rule.parts if part.level in levels)


class AnswerForm(forms.Form):
    """Cleans into what `domain.expert_map.record_answer` takes: see `values`."""

    def __init__(self, data: Mapping[str, Any], *, indicator: RubricIndicator, levels: Collection[str]) -> None:
        super().__init__(data)
        self.parts = parts_of(indicator, levels)
        if indicator.is_share:
            self.fields["numerator"] = PEOPLE
        if indicator.is_share and indicator.owns_denominator:
            self.fields["denominator"] = PEOPLE
        if not indicator.is_share and not indicator.rule.parts:
            self.fields["fact"] = YES_NO
        for part in self.parts:
            self.fields[f"part_{part.key}"] = YES_NO
        self.fields["note"] = NOTE

    @property
    def values(self) -> dict[str, Any]:
        """Only what was sent: a field the page did not show is not emptied."""
        sent = {name: value for name, value in self.cleaned_data.items() if name in self.data}
        parts = {part.key: sent.pop(f"part_{part.key}", None) for part in self.parts}
        if any(f"part_{part.key}" in self.data for part in self.parts):
            sent["parts"] = {key: value for key, value in parts.items() if value is not None}
        return sent

    @property
    def sentences(self) -> dict[str, str]:
        """The first sentence of each field with an error."""
        return {name: str(errors[0]) for name, errors in self.errors.items()}
