"""Who was present, and what stands above their names?"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from monitoring.domain.commission import Requisites
from monitoring.forms.cycle import Day, Reason
from monitoring.forms.evidence import PlainText
from monitoring.states import CommissionRole

AGENDA_LENGTH = 2000


class MemberForm(forms.Form):
    """Cleans into what `domain.commission.put_member` takes."""

    full_name = PlainText(
        label="Фамилия, имя, отчество",
        max_length=150,
        error_messages={"required": "Укажите фамилию, имя и отчество.", "max_length": "Имя длиннее 150 знаков."},
    )
    position = PlainText(
        label="Должность",
        max_length=200,
        error_messages={"required": "Укажите должность.", "max_length": "Должность длиннее 200 знаков."},
    )
    role = forms.ChoiceField(
        label="Роль в комиссии",
        choices=[(role.value, role.label) for role in CommissionRole],
        initial=CommissionRole.MEMBER.value,
        error_messages={"required": "Выберите роль.", "invalid_choice": "Выберите роль из списка."},
    )


class RequisitesForm(forms.Form):
    """Number and date are asked until the year is approved: then they are the approval's own."""

    number = PlainText(
        label="Номер протокола",
        max_length=40,
        required=False,
        error_messages={"max_length": "Номер длиннее 40 знаков."},
    )
    held_on = Day(label="Дата заседания", required=False)
    place = PlainText(
        label="Место заседания",
        max_length=200,
        required=False,
        error_messages={"max_length": "Место длиннее 200 знаков."},
    )
    agenda = Reason(label="Повестка дня", help_text="Каждый вопрос с новой строки. Пусто — обычная повестка.")

    def __init__(self, *args: Any, is_approved: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agenda"].widget.attrs["rows"] = 4
        if is_approved:
            del self.fields["number"], self.fields["held_on"]

    @property
    def requisites(self) -> Requisites:
        return Requisites(**self.cleaned_data)


class RevisedForm(forms.Form):
    """By which protocol a revised result is approved anew."""

    protocol_number = PlainText(
        label="Номер протокола",
        max_length=40,
        error_messages={"required": "Укажите номер протокола.", "max_length": "Номер длиннее 40 знаков."},
    )
    protocol_date = Day(label="Дата протокола")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_protocol_date(self) -> date:
        day: date = self.cleaned_data["protocol_date"]
        if day > self.today:
            raise ValidationError("Этот день ещё не наступил.")
        return day


class ApplicabilityForm(forms.Form):
    """Cleans into what `domain.applicability.decide_applicability` takes; codes are those the rule proposes."""

    CONFIRM, REJECT = "confirm", "reject"
    codes = forms.MultipleChoiceField(
        label="Показатели",
        error_messages={
            "required": "Отметьте хотя бы один показатель.",
            "invalid_choice": "Этого показателя нет среди предложенных. Обновите страницу.",
        },
    )
    outcome = forms.ChoiceField(
        label="Решение",
        choices=[
            (CONFIRM, "Подтвердить: к школе не применимо, показатель исключается из максимума"),
            (REJECT, "Отклонить: показатель учитывается"),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Выберите, подтвердить или отклонить.",
            "invalid_choice": "Выберите, подтвердить или отклонить.",
        },
    )
    reason = Reason(label="Причина", help_text="Например: «В школе нет 10–11 классов с 2023 года».")

    def __init__(self, *args: Any, codes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]

    @property
    def decision(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        is_confirmed = cleaned["outcome"] == self.CONFIRM
        return {"codes": cleaned["codes"], "is_confirmed": is_confirmed, "reason": cleaned["reason"]}
