"""What does the methodologist say of one recommendation?"""

from __future__ import annotations

from typing import Any

from django import forms

from improvement.domain.words import Words as RecommendationWords
from improvement.forms.bank import LONGEST, Words
from improvement.models import Recommendation
from monitoring.forms.evidence import DayField, PlainText

TOO_LONG = {"max_length": "Текст длиннее 300 знаков. Сократите его."}


class DueField(DayField):
    """A day that must be told."""

    def __init__(self) -> None:
        super().__init__()
        self.required = True
        self.label = "Выполнить до"
        self.widget = forms.DateInput(format="%d.%m.%Y", attrs={"inputmode": "numeric", "placeholder": "31.05.2027"})
        self.error_messages["required"] = "Укажите срок, например 31.05.2027."


class ChangeForm(forms.Form):
    """Own words; `is_sent` makes the reason obligatory, which the domain checks."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    action = Words(
        label="Что сделать",
        rows=7,
        error_messages={
            "required": "Напишите, что сделать: так это прочитает школа.",
            "max_length": f"Текст длиннее {LONGEST} знаков. Сократите его.",
        },
    )
    helper = PlainText(label="Кто поможет", required=False, max_length=300, error_messages=TOO_LONG)
    target = PlainText(label="Целевое значение", required=False, max_length=300, error_messages=TOO_LONG)
    due = DueField()
    reason = PlainText(
        label="Почему изменена",
        required=False,
        max_length=500,
        error_messages={"max_length": "Текст длиннее 500 знаков. Сократите его."},
    )

    def __init__(self, *args: Any, is_sent: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_sent:
            self.fields["reason"].help_text = "Обязательно: школа прочитает причину вместе с новой редакцией."

    def words(self) -> RecommendationWords:
        said = self.cleaned_data
        return RecommendationWords(said["action"], said["helper"], said["target"], said["due"])


class DropForm(forms.Form):
    reason = PlainText(
        label="Причина",
        max_length=500,
        error_messages={
            "required": "Напишите причину: она останется в журнале.",
            "max_length": "Текст длиннее 500 знаков. Сократите его.",
        },
    )


def initial_of(row: Recommendation) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("version", "action", "helper", "target", "due")}
