"""What does a school dispute, and what is it answered?"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms

from monitoring.forms.cycle import Reason
from monitoring.models import Evidence, Objection
from russian.plurals import POINTS, counted


class ObjectionForm(forms.Form):
    """Cleans into what `domain.objection.raise_objection` takes; pieces are chosen among those of the map."""

    text = Reason(label="С чем вы не согласны и чем это подтверждается")
    evidence = forms.TypedMultipleChoiceField(
        label="Подтверждения из карты",
        help_text="Отметьте те, на которые ссылаетесь. Новые файлы после подписания карты не добавляются.",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Такого подтверждения в карте нет. Выберите из списка."},
    )

    def __init__(self, *args: Any, pieces: Collection[Evidence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pieces = {piece.pk: piece for piece in pieces}
        self.fields["text"].widget.attrs["rows"] = 6
        if pieces:
            self.fields["evidence"].choices = [(piece.pk, piece.title) for piece in pieces]  # type: ignore[attr-defined]
        else:
            del self.fields["evidence"]

    @property
    def chosen(self) -> list[Evidence]:
        return [self.pieces[key] for key in self.cleaned_data.get("evidence", [])]


class DecisionForm(forms.Form):
    """Cleans into what `domain.objection.decide_objection` takes."""

    outcome = forms.ChoiceField(
        label="Решение",
        choices=[
            (Objection.Outcome.SATISFIED, "Удовлетворить: изменить итоговый балл"),
            (Objection.Outcome.REJECTED, "Отклонить: балл остаётся прежним"),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Выберите, удовлетворить возражение или отклонить.",
            "invalid_choice": "Выберите, удовлетворить возражение или отклонить.",
        },
    )
    decision = Reason(label="Ответ школе", help_text="Что проверено и почему решено так. Школа увидит эти слова.")

    def __init__(self, *args: Any, maximum: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if maximum > 1:
            self.fields["points"] = forms.TypedChoiceField(
                label="Итоговый балл, если возражение удовлетворено",
                choices=[(value, counted(value, POINTS)) for value in range(maximum, 0, -1)],
                coerce=int,
            )
