"""What does a person say of a link or a file put behind an answer?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from monitoring.models import Evidence

OLDEST = date(2000, 1, 1)


class PlainText(forms.CharField):
    """One line of text without control characters."""

    def clean(self, value: str | None) -> str:
        text = super().clean("".join(char for char in value or "" if char.isprintable()))
        return str(text)


class DayField(forms.DateField):
    """A day, or nothing; the browser's calendar sends 2026-03-12, a person may type 12.03.2026."""

    def __init__(self) -> None:
        super().__init__(
            required=False,
            input_formats=["%Y-%m-%d", "%d.%m.%Y"],
            error_messages={"invalid": "Введите дату, например 12.03.2026."},
        )

    def clean(self, value: str | None) -> date | None:
        day = super().clean(value)
        if day is not None and day < OLDEST:
            raise ValidationError("Проверьте год: дата слишком давняя.")
        return day


TITLE_TOO_LONG = {"max_length": "Название длиннее 300 знаков. Сократите его."}


class LinkForm(forms.Form):
    # The domain judges the address (domain.addresses): one rule for every door.
    url = forms.Field(error_messages={"required": "Вставьте адрес страницы из строки браузера."})
    title = PlainText(required=False, max_length=300, error_messages=TITLE_TOO_LONG)
    dated = DayField()


class FileForm(forms.Form):
    file = forms.FileField(
        allow_empty_file=True,  # the domain has a better sentence
        error_messages={"required": "Выберите файл.", "invalid": "Файл не передан. Выберите его ещё раз."},
    )
    title = PlainText(required=False, max_length=300, error_messages=TITLE_TOO_LONG)
    dated = DayField()
    child_names = forms.ChoiceField(
        choices=Evidence.ChildNames.choices,
        error_messages={
            "required": "Ответьте, есть ли в файле имена детей.",
            "invalid_choice": "Ответьте, есть ли в файле имена детей.",
        },
    )
    # Of which upload the person was already told that it looks like a list of people: its SHA-256.
    asked_of = forms.CharField(required=False, max_length=64)


class ConfirmForm(forms.Form):
    """The date a carried piece bears now; left empty, it keeps its own."""

    dated = DayField()


class ReuseForm(forms.Form):
    """Chooses among the pieces the map already has."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, pieces: list[Evidence]) -> None:
        super().__init__(data)
        self.fields["evidence"] = forms.TypedChoiceField(
            choices=[(piece.pk, piece.title) for piece in pieces],
            coerce=int,
            error_messages={
                "required": "Выберите подтверждение из списка.",
                "invalid_choice": "Такого подтверждения в карте нет. Выберите из списка.",
            },
        )
