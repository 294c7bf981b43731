"""What does the methodologist say to schools without a rule of the bank?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django import forms

from improvement.domain.own import OwnAdvice
from improvement.domain.words import Words as RecommendationWords
from improvement.forms.bank import LONGEST, Words
from improvement.forms.recommendation import TOO_LONG, DueField
from improvement.states import Audience
from monitoring.forms.evidence import PlainText
from monitoring.models import ExpertMap

NO_INDICATOR = ("", "итог в целом, без показателя")


class OwnForm(forms.Form):
    """`maps` are those that may be ticked, `indicators` (code, title). Cleans into OwnAdvice by `advice()`."""

    audience = forms.ChoiceField(
        label="Кому",
        choices=Audience.choices,
        initial=Audience.HEADS.value,
        help_text="Чья это работа. Рекомендации методическому центру школам не отправляются.",
        error_messages={"required": "Выберите, кому.", "invalid_choice": "Выберите из списка."},
    )
    code = forms.ChoiceField(
        label="О чём", required=False, error_messages={"invalid_choice": "Выберите показатель из списка."}
    )
    observed = Words(
        label="Что установлено",
        rows=3,
        max_length=1000,
        help_text="С цифрами и с тем, откуда они. Если школ несколько, не называйте здесь результаты отдельных школ.",
        error_messages={
            "required": "Напишите, что установлено: на чём стоит рекомендация.",
            "max_length": "Текст длиннее 1000 знаков. Сократите его.",
        },
    )
    action = Words(
        label="Что сделать",
        rows=7,
        error_messages={
            "required": "Напишите, что сделать: так это прочитает школа.",
            "max_length": f"Текст длиннее {LONGEST} знаков. Сократите его.",
        },
    )
    due = DueField()
    helper = PlainText(label="Кто поможет", required=False, max_length=300, error_messages=TOO_LONG)
    target = PlainText(label="Целевое значение", required=False, max_length=300, error_messages=TOO_LONG)
    schools = forms.TypedMultipleChoiceField(
        label="Школы",
        coerce=int,
        error_messages={"required": "Отметьте хотя бы одну школу.", "invalid_choice": "Выберите школы из списка."},
    )

    def __init__(
        self, *args: Any, maps: Collection[ExpertMap], indicators: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["schools"].choices = [(row.pk, str(row.school)) for row in maps]  # type: ignore[attr-defined]
        self.fields["code"].choices = [NO_INDICATOR, *indicators]  # type: ignore[attr-defined]

    @property
    def ticked(self) -> set[int]:
        """As the boxes stand: what was sent, else what the list proposes."""
        return {int(pk) for pk in self["schools"].value() or () if str(pk).isdecimal()}

    def advice(self) -> OwnAdvice:
        said = self.cleaned_data
        words = RecommendationWords(said["action"], said["helper"], said["target"], said["due"])
        return OwnAdvice(frozenset(said["schools"]), said["audience"], said["code"], said["observed"], words)
