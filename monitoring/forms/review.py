"""What does the reviewer say of a claim? A form for each of the three words, and one for a step with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from monitoring.domain.verification import Finding
from monitoring.forms.answer import YesNoField
from monitoring.forms.cycle import Day, Reason
from monitoring.forms.numbers import PeopleField
from monitoring.models import IndicatorAnswer, ReviewReason
from monitoring.states import VerdictKind
from russian.plurals import POINTS, counted
from scoring.queries.rubric_tree import RubricIndicator

RETIRED = "Такой причины в словаре уже нет. Выберите другую или напишите своими словами."


def choices_of(reasons: Sequence[ReviewReason]) -> list[tuple[str, Any]]:
    """Reasons of the indicator apart from those of any indicator."""
    own = [(row.text, row.text) for row in reasons if row.code]
    common = [(row.text, row.text) for row in reasons if not row.code]
    chosen = "Выберите из словаря" if reasons else "Словарь пуст: напишите своими словами"
    if not own:
        return [("", chosen), *common]
    return [("", chosen), (f"Для показателя {next(row.code for row in reasons if row.code)}", own), ("Общие", common)]


class VerdictForm(forms.Form):
    """What every verdict carries: the verdict the reviewer saw, so that a colleague's is not overwritten unseen."""

    kind = VerdictKind.ACCEPTED
    seen_verdict = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        indicator: RubricIndicator,
        answer: IndicatorAnswer,
        reasons: Mapping[str, Sequence[ReviewReason]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.indicator, self.answer = indicator, answer
        if self.kind in reasons:
            self.fields["phrase"] = forms.ChoiceField(
                choices=choices_of(reasons[self.kind]),
                required=False,
                label="Причина из словаря",
                error_messages={"invalid_choice": RETIRED},
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

    @property
    def finding(self) -> Finding:
        return Finding(self.kind, reason=self.said)


class CorrectionForm(VerdictForm):
    """Own numbers or an own fact; plain points where numbers do not tell."""

    kind = VerdictKind.CORRECTED

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
