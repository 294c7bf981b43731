"""Which file does a person offer for reading?"""

from __future__ import annotations

from typing import Any

from django import forms

from schools.errors import SheetError
from schools.sheets import guard
from schools.sheets.reading import Sheet, read


class SheetForm(forms.Form):
    """The uploaded file becomes a read sheet in `cleaned_data["sheet"]`, or a sentence at the field."""

    is_long = False

    file = forms.FileField(
        label="Файл таблицы",
        help_text="XLSX или CSV, до 10 МБ и 5 000 строк",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
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
                cleaned["sheet"] = self._read(cleaned["file"])
            except SheetError as refusal:
                self.add_error("file", str(refusal))
        return cleaned

    def _read(self, file: Any) -> Sheet:
        guard.check_size(file.size)
        return read(file.read(), is_long=self.is_long)


class LongSheetForm(SheetForm):
    """A table with a row for every row of a form, or for every cell."""

    is_long = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = "XLSX или CSV, до 10 МБ и 40 000 строк"
