"""What does the methodologist say of a rule?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from improvement.domain.bank import RuleWords
from improvement.models import AdviceRule
from improvement.models.advice_rule import BANDS, LEVELS
from improvement.states import Addressee, Audience, Gap
from monitoring.forms.evidence import PlainText
from russian.dates import MONTHS
from schools.models import SchoolKind

LONGEST = 2000
NOT_WHOLE = "Введите целое число."
WHOLE_RESULT = ("whole", "Итог в целом, без показателя")
DAYS_OF = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Words(forms.CharField):
    """Several lines of text without control characters."""

    def __init__(self, *, max_length: int = LONGEST, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.Textarea(attrs={"rows": rows, "maxlength": max_length}), max_length=max_length, **kwargs
        )

    def clean(self, value: str | None) -> str:
        kept = "".join(char for char in (value or "").replace("\r\n", "\n") if char.isprintable() or char == "\n")
        return str(super().clean(kept))


def whole(label: str, most: int, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=most,
        help_text=help_text,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6, "autocomplete": "off"}),
        error_messages={
            "invalid": NOT_WHOLE,
            "min_value": "Число должно быть не меньше 1.",
            "max_value": f"Число должно быть не больше {most}.",
        },
    )


class RuleForm(forms.Form):
    """`indicators` are (code, title). Cleans into RuleWords by `words()`; the version travels with the form."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    code = forms.ChoiceField(
        label="Показатель", error_messages={"required": "Выберите показатель.", "invalid_choice": "Выберите из списка."}
    )
    audience = forms.ChoiceField(
        label="Кому",
        choices=Audience.choices,
        initial=Audience.HEADS.value,
        help_text="Чья это работа. Рекомендации методическому центру школам не отправляются.",
        error_messages={"required": "Выберите, кому.", "invalid_choice": "Выберите из списка."},
    )
    addressee = forms.ChoiceField(
        label="Каким школам",
        choices=Addressee.choices,
        initial=Addressee.SCHOOL.value,
        error_messages={"required": "Выберите, каким школам.", "invalid_choice": "Выберите из списка."},
    )
    schools_from = whole("Если таких школ не меньше", 1000, "Только для группы школ.")
    gap = forms.ChoiceField(
        label="Когда",
        choices=Gap.choices,
        initial=Gap.ANY.value,
        help_text="Если подходит несколько правил, берётся самое точное.",
        error_messages={"required": "Выберите условие.", "invalid_choice": "Выберите из списка."},
    )
    people = whole("Немногие — это не больше, человек", 1000, "Только для условий о нехватке людей.")
    kinds = forms.MultipleChoiceField(
        label="Вид школы",
        required=False,
        choices=SchoolKind.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Ничего не отмечено — любой.",
    )
    levels = forms.MultipleChoiceField(
        label="Есть уровень",
        required=False,
        choices=list(LEVELS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="Ничего не отмечено — любой; иначе достаточно одного из отмеченных.",
    )
    bands = forms.MultipleChoiceField(
        label="Степень эффективности",
        required=False,
        choices=list(BANDS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="Ничего не отмечено — любая.",
    )
    action = Words(
        label="Что сделать",
        error_messages={
            "required": "Напишите, что сделать: так это прочитает школа.",
            "max_length": f"Текст длиннее {LONGEST} знаков. Сократите его.",
        },
    )
    helper = PlainText(
        label="Кто поможет",
        required=False,
        max_length=300,
        error_messages={"max_length": "Текст длиннее 300 знаков. Сократите его."},
    )
    target = PlainText(
        label="Целевое значение",
        required=False,
        max_length=300,
        help_text="Пусто — по порогу показателя, с числом людей этой школы.",
        error_messages={"max_length": "Текст длиннее 300 знаков. Сократите его."},
    )
    term_days = whole("Срок: дней", 730, "Считая от дня составления. Или укажите день и месяц.")
    term_day = whole("Срок: день", 31)
    term_month = forms.TypedChoiceField(
        label="Месяц",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "—"), *((str(place), name) for place, name in enumerate(MONTHS, 1))],
        error_messages={"invalid_choice": "Выберите месяц из списка."},
    )

    def __init__(self, *args: Any, indicators: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = indicators  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        day, month = said.get("term_day"), said.get("term_month")
        if (day is None) != (month is None) and not {"term_day", "term_month"} & set(self.errors):
            self.add_error("term_day", "Укажите и день, и месяц.")
        elif day and month and day > DAYS_OF[month - 1]:
            self.add_error("term_day", "Такого дня в этом месяце нет.")
        return said

    def words(self) -> RuleWords:
        said = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        code = "" if said["code"] == WHOLE_RESULT[0] else said["code"]
        return RuleWords(**said | {"code": code} | {name: tuple(said[name]) for name in ("kinds", "levels", "bands")})


def initial_of(rule: AdviceRule) -> dict[str, Any]:
    said = {name: getattr(rule, name) for name in ("version", *RuleWords.__slots__)}
    return said | {"code": rule.code or WHOLE_RESULT[0]}
