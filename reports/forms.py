"""What may the address of a page ask for?"""

from __future__ import annotations

from typing import Any

from django import forms

from reports.contexts.filters import GROUPS, LEVELS, PLACES, Chosen
from schools.models import SchoolKind
from scoring.queries.rubric_tree import Rubric

EVERYTHING = ("", "все")


class DistrictForm(forms.Form):
    """A value the form does not know is said at its field and leaves that field's «все»."""

    kind = forms.ChoiceField(label="Вид школы", choices=[EVERYTHING, *SchoolKind.choices], required=False)
    level = forms.ChoiceField(label="Уровни", choices=[EVERYTHING, *LEVELS.items()], required=False)
    place = forms.ChoiceField(label="Город и село", choices=[EVERYTHING, *PLACES.items()], required=False)
    group = forms.ChoiceField(label="Результат", choices=[EVERYTHING, *GROUPS.items()], required=False)

    def __init__(self, *args: Any, rubric: Rubric, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["missed"] = forms.ChoiceField(
            label="Не выполнен показатель",
            choices=[EVERYTHING, *((i.code, f"{i.code} {i.short_title}") for i in rubric.indicators)],
            required=False,
        )

    @property
    def chosen(self) -> Chosen:
        self.is_valid()
        return Chosen(**{name: self.cleaned_data.get(name, "") for name in self.fields})


class ConfirmationForm(forms.Form):
    """The code on the paper as a person types it: capitals, spaces and hyphens do not matter."""

    code = forms.CharField(
        label="Код с документа",
        max_length=100,
        help_text="26 букв и цифр рядом с QR-кодом, например abcd 2345 efgh…",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": "Введите код с документа."},
    )

    def clean_code(self) -> str:
        code = "".join(sign for sign in self.cleaned_data["code"].casefold() if sign.isascii() and sign.isalnum())
        if not code:
            raise forms.ValidationError("Введите код с документа: латинские буквы и цифры.")
        return code
