"""Which final points does the methodologist set, and why do they differ?"""

from __future__ import annotations

from typing import Any, cast

from django import forms

from monitoring.forms.cycle import Reason
from russian.plurals import POINTS, counted


class FinalForm(forms.Form):
    """Cleans into what `domain.evaluation.set_final` takes."""

    points = forms.TypedChoiceField(coerce=int, label="Итоговый балл")
    reason = Reason(label="Почему отличается от проверенного")

    def __init__(self, *args: Any, maximum: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = cast(forms.ChoiceField, self.fields["points"])
        points.choices = [(value, counted(value, POINTS)) for value in range(maximum + 1)]
        points.error_messages |= {
            "required": "Выберите балл.",
            "invalid_choice": f"Балл по показателю — от 0 до {maximum}.",
        }
