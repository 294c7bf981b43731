"""What does the coordinator say of a reason in the dictionary?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from monitoring.domain.review_reasons import LONGEST
from monitoring.forms.evidence import PlainText
from monitoring.models import ReviewReason


class ReviewReasonForm(forms.Form):
    """`indicators` are (code, title); a code the methodology no longer has stays choosable where it was chosen."""

    kind = forms.ChoiceField(
        label="К какому решению",
        choices=ReviewReason.Kind.choices,
        error_messages={"invalid_choice": "Выберите «Исправить» или «Вернуть».", "required": "Выберите решение."},
    )
    code = forms.ChoiceField(
        label="Для какого показателя",
        required=False,
        error_messages={"invalid_choice": "Такого показателя в методике нет. Выберите из списка."},
    )
    text = PlainText(
        label="Причина",
        error_messages={"required": "Напишите причину: такой её увидит школа."},
        widget=forms.TextInput(attrs={"maxlength": LONGEST}),
        help_text="Так её увидит школа. Коротко: что не так или что сделать.",
    )

    def __init__(self, *args: Any, indicators: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = str(self.initial.get("code") or "")
        known = {code for code, _ in indicators}
        kept = [(chosen, chosen)] if chosen and chosen not in known else []
        self.fields["code"].choices = [("", "Для любого"), *indicators, *kept]  # type: ignore[attr-defined]
