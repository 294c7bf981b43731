"""What does the coordinator ask of a second reading, what does its reader say, and how is a difference settled?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from monitoring.domain.verification import Finding
from monitoring.forms.answer import YesNoField
from monitoring.forms.cycle import Reason
from monitoring.forms.division import people_choices
from monitoring.forms.numbers import PeopleField
from monitoring.models import IndicatorAnswer
from monitoring.models.second_reading import LARGEST_SHARE, LEAST_SHARE
from monitoring.states import VerdictKind
from russian.plurals import POINTS, counted
from scoring.queries.rubric_tree import RubricIndicator

RANGE = f"Введите целое число от {LEAST_SHARE} до {LARGEST_SHARE}."
KINDS = [
    (VerdictKind.ACCEPTED.value, "Принял бы"),
    (VerdictKind.CORRECTED.value, "Исправил бы"),
    (VerdictKind.RETURNED.value, "Вернул бы школе"),
]
EXPLAINED = {VerdictKind.CORRECTED.value, VerdictKind.RETURNED.value}
NO_REASON = "Напишите, почему: без пояснения расхождение не разобрать."


class DrawForm(forms.Form):
    share = forms.IntegerField(
        label="Доля показателей, %",
        help_text=f"От {LEAST_SHARE} до {LARGEST_SHARE}. Такую часть заключений, но не меньше одного, жребий возьмёт "
        "по каждому показателю.",
        min_value=LEAST_SHARE,
        max_value=LARGEST_SHARE,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), RANGE),
    )


class JudgementForm(forms.Form):
    """One word of three and what it needs: own numbers, an own fact or plain points, and words."""

    kind = forms.ChoiceField(
        label="Как бы вы решили",
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите одно из трёх.", "invalid_choice": "Выберите одно из трёх."},
    )
    reason = Reason(label="Пояснение")

    def __init__(self, *args: Any, indicator: RubricIndicator, answer: IndicatorAnswer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator, self.answer = indicator, answer
        if indicator.is_share:
            self.fields["numerator"] = PeopleField(label=indicator.numerator_label or "Числитель")
            self.fields["denominator"] = PeopleField(label="из них всего")
            self.fields["points"] = self._points()
        else:
            self.fields["fact"] = YesNoField(label="Факт подтверждается")

    def _points(self) -> forms.TypedChoiceField:
        most = self.indicator.rule.maximum
        return forms.TypedChoiceField(
            label="Балл",
            choices=[("", "по числам"), *((str(n), counted(n, POINTS)) for n in range(most + 1))],
            coerce=int,
            empty_value=None,
            required=False,
            error_messages={"invalid_choice": f"Балл по показателю — от 0 до {most}."},
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if (
            cleaned.get("kind") in {VerdictKind.CORRECTED, VerdictKind.RETURNED}
            and not cleaned.get("reason", "").strip()
        ):
            self.add_error("reason", NO_REASON)
        own = (cleaned.get("numerator"), cleaned.get("denominator"))
        is_plain = cleaned.get("kind") == VerdictKind.CORRECTED and cleaned.get("points") is None
        if is_plain and self.indicator.is_share and own == (self.answer.numerator, self.answer.denominator):
            raise ValidationError(
                {"numerator": "Это те же числа, что заявила школа. Измените их или выберите «Принял бы»."}
            )
        return cleaned

    @property
    def finding(self) -> Finding:
        kind, reason = VerdictKind(self.cleaned_data["kind"]), self.cleaned_data.get("reason", "").strip()
        if kind != VerdictKind.CORRECTED:
            return Finding(kind, reason=reason)
        given = {name: self.cleaned_data.get(name) for name in ("numerator", "denominator", "fact", "points")}
        if given["points"] is not None:
            given["numerator"] = given["denominator"] = None
        return Finding(kind, reason=reason, **given)


class SettleForm(JudgementForm):
    """The first verdict stands, or one is given anew; a reason either way."""

    STANDS = "stands"

    def __init__(self, *args: Any, may_judge: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        anew = [(key, words) for key, words in ANEW.items() if may_judge]
        kind = cast(forms.ChoiceField, self.fields["kind"])
        kind.label, kind.choices = "Решение", [(self.STANDS, "Остаётся первое заключение"), *anew]
        self.fields["reason"].label = "Почему решено так"

    @property
    def anew(self) -> Finding | None:
        return None if self.cleaned_data["kind"] == self.STANDS else self.finding


ANEW = {
    VerdictKind.ACCEPTED.value: "Заново: принять заявленное",
    VerdictKind.CORRECTED.value: "Заново: исправить",
    VerdictKind.RETURNED.value: "Заново: вернуть школе",
}


class EntrustForm(forms.Form):
    third = forms.ChoiceField(
        label="Поручить решение",
        error_messages={"required": "Выберите, кому.", "invalid_choice": "Этому сотруднику поручить нельзя."},
    )

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        cast(forms.ChoiceField, self.fields["third"]).choices = [("", "Выберите"), *people_choices(people)]

    @property
    def person(self) -> User:
        return self.people[self.cleaned_data["third"]]
