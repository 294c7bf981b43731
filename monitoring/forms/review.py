"""What does the reviewer say of a claim? A form for each of the three words, and one for a step with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from monitoring.domain.verification import Finding
from monitoring.forms.answer import YesNoField
from monitoring.forms.cycle import Day, Reason
from monitoring.forms.numbers import PeopleField
from monitoring.models import IndicatorAnswer
from monitoring.states import VerdictKind
from russian.plurals import POINTS, counted
from scoring.queries.rubric_tree import RubricIndicator

CORRECTION_REASONS = (
    "По подтверждению получается другое число.",
    "Посчитаны посещения, а не обучающиеся.",
    "Знаменатель расходится с ОО-1 без объяснения.",
    "Подтверждение относится к другому учебному году.",
    "Факт подтверждением не доказан.",
)
RETURN_REASONS = (
    "Приложите подтверждение: ссылку или файл.",
    "Подтверждение не открывается: проверьте ссылку или замените файл.",
    "Поясните расхождение с ОО-1.",
    "Укажите число обучающихся, а не посещений.",
    "Приложите подтверждение за отчётный учебный год.",
)


def reasons(phrases: tuple[str, ...]) -> list[tuple[str, str]]:
    return [("", "Выберите или напишите своими словами"), *((phrase, phrase) for phrase in phrases)]


class VerdictForm(forms.Form):
    """What every verdict carries: the verdict the reviewer saw, so that a colleague's is not overwritten unseen."""

    kind = VerdictKind.ACCEPTED
    phrases: tuple[str, ...] = ()
    seen_verdict = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, indicator: RubricIndicator, answer: IndicatorAnswer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator, self.answer = indicator, answer
        if self.phrases:
            self.fields["phrase"] = forms.ChoiceField(
                choices=reasons(self.phrases), required=False, label="Частая причина"
            )
            self.fields["reason"] = Reason(label="Своими словами")

    @property
    def finding(self) -> Finding:
        return Finding(self.kind)

    @property
    def said(self) -> str:
        """The ready phrase and the reviewer's own words together."""
        return " ".join(filter(None, [self.cleaned_data.get("phrase"), self.cleaned_data.get("reason")]))


class AcceptForm(VerdictForm):
    pass


class ReturnForm(VerdictForm):
    kind = VerdictKind.RETURNED
    phrases = RETURN_REASONS

    @property
    def finding(self) -> Finding:
        return Finding(self.kind, reason=self.said)


class CorrectionForm(VerdictForm):
    """Own numbers or an own fact; plain points where numbers do not tell."""

    kind = VerdictKind.CORRECTED
    phrases = CORRECTION_REASONS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.indicator.is_share:
            self.fields["numerator"] = PeopleField(label="Числитель")
            self.fields["denominator"] = PeopleField(label="Знаменатель")
            choices = [
                ("", "по числам"),
                *((str(n), counted(n, POINTS)) for n in range(self.indicator.rule.maximum + 1)),
            ]
            self.fields["points"] = forms.TypedChoiceField(
                label="Балл",
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                error_messages={"invalid_choice": f"Балл по показателю — от 0 до {self.indicator.rule.maximum}."},
            )
        else:
            self.fields["fact"] = YesNoField(label="Факт подтверждается")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        own = (cleaned.get("numerator"), cleaned.get("denominator"))
        if (
            self.indicator.is_share
            and cleaned.get("points") is None
            and own == (self.answer.numerator, self.answer.denominator)
        ):
            raise ValidationError(
                {"numerator": "Это те же числа, что заявила школа. Измените их или примите показатель."}
            )
        return cleaned

    @property
    def finding(self) -> Finding:
        given = {name: self.cleaned_data.get(name) for name in ("numerator", "denominator", "fact", "points")}
        if given["points"] is not None:
            given["numerator"] = given["denominator"] = None
        return Finding(self.kind, reason=self.said, **given)


FORMS: dict[str, type[VerdictForm]] = {form.kind.value: form for form in (AcceptForm, CorrectionForm, ReturnForm)}


class ReturnTermForm(forms.Form):
    last_day = Day(label="Исправить до")


class ReasonForm(forms.Form):
    reason = Reason(label="Причина")
