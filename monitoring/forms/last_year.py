"""Of which carried pieces does a person say «всё ещё верно», and which dates do they bear now?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from monitoring.forms.evidence import DayField

NONE_TICKED = "Отметьте подтверждения, которые всё ещё верны."


class LastYearForm(forms.Form):
    """A tick and a date for each piece shown: `ok_17`, `dated_17`."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, pieces: Iterable[int]) -> None:
        super().__init__(data)
        self.pieces = list(pieces)
        for pk in self.pieces:
            self.fields[f"ok_{pk}"] = forms.BooleanField(required=False)
            self.fields[f"dated_{pk}"] = DayField()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(f"ok_{pk}") for pk in self.pieces):
            self.add_error(None, NONE_TICKED)
        return cleaned

    @property
    def confirmed(self) -> dict[int, date | None]:
        """Dates of the ticked pieces; None where the date field was left empty."""
        return {pk: self.cleaned_data.get(f"dated_{pk}") for pk in self.pieces if self.cleaned_data.get(f"ok_{pk}")}
