"""Which card does a person upload, and which value is kept where two disagree?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms

from schools.errors import SheetError
from schools.sheets import guard
from schools.sheets.reading import read_book

MINE, THEIRS = "mine", "theirs"
CHOOSE = "Выберите, какое значение оставить."


class CardForm(forms.Form):
    """The uploaded file becomes the texts of its sheets in `cleaned_data["book"]`, or a sentence at the field."""

    file = forms.FileField(
        label="Заполненная книга",
        help_text="Файл XLSX, скачанный со страницы этой карты",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Выберите файл.",
            "empty": "Файл пуст.",
            "invalid": "Файл не получен. Выберите его ещё раз.",
        },
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "file" in cleaned:
            try:
                guard.check_size(cleaned["file"].size)
                cleaned["book"] = read_book(cleaned["file"].read())
            except SheetError as refusal:
                self.add_error("file", str(refusal))
        return cleaned


class ConfirmForm(forms.Form):
    """What was seen on the preview: the version of every answer it spoke of, and a choice for each conflict."""

    def __init__(self, data: Mapping[str, Any], *, changes: Collection[str], conflicts: Collection[str]) -> None:
        super().__init__(data)
        for code in [*changes, *conflicts]:
            # A code not on the preview the person saw counts as changed since.
            self.fields[f"version_{code}"] = forms.IntegerField(required=False, min_value=1, max_value=2**31)
        for code in conflicts:
            self.fields[f"choice_{code}"] = forms.ChoiceField(
                choices=[(MINE, MINE), (THEIRS, THEIRS)],
                error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
            )
        self.codes = [*changes, *conflicts]

    @property
    def taken(self) -> dict[str, int]:
        """Versions seen of the answers to be taken from the workbook."""
        chosen = [code for code in self.codes if self.cleaned_data.get(f"choice_{code}", MINE) == MINE]
        return {code: self.cleaned_data[f"version_{code}"] or 0 for code in chosen}
