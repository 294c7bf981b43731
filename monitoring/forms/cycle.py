"""What does the coordinator decide about a year: which, by what rules, until when?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from monitoring.forms.evidence import PlainText
from monitoring.models import ExpertMap
from monitoring.models.cycle import POLICY_TITLES
from monitoring.states import StageKind
from russian.dates import school_year
from schools.models import School
from scoring.engine.types import Policy
from scoring.models import Methodology

REASON_LENGTH = 2000
ALL = "all"


class Day(forms.DateField):
    """A day that must be given; the browser's calendar sends 2026-09-30, a person may type 30.09.2026."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs: Any) -> None:
        words = {"required": "Укажите день.", "invalid": "Введите дату, например 30.09.2026."}
        super().__init__(input_formats=["%Y-%m-%d", "%d.%m.%Y"], error_messages=words, **kwargs)

    def clean(self, value: str | None) -> date:
        day = super().clean(value)
        if day is not None and not 2000 <= day.year <= 2100:
            raise ValidationError("Проверьте год.")
        return day


class Reason(forms.CharField):
    """Words that stay in the journal; whether they may be missing is the verb's question."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **kwargs: Any) -> None:
        words = {"max_length": f"Причина длиннее {REASON_LENGTH} знаков. Сократите её."}
        super().__init__(required=False, max_length=REASON_LENGTH, error_messages=words, **kwargs)

    def to_python(self, value: Any) -> str:
        text = (super().to_python(value) or "").replace("\r\n", "\n")
        return "".join(char for char in text if char == "\n" or char.isprintable())


def last_finished_year(today: date) -> int:
    """The first calendar year of the school year that ended last; the teaching year is over from June on."""
    return today.year - (1 if today.month >= 6 else 2)


class CycleForm(forms.Form):
    """Cleans into what `domain.cycle.open_cycle` takes; see `last_days`."""

    school_year = forms.TypedChoiceField(coerce=int, label="Учебный год")
    methodology = forms.ModelChoiceField(queryset=Methodology.objects.none(), label="Методика", empty_label=None)
    policy = forms.ChoiceField(
        label="Учёт применимости",
        choices=[(policy.value, title) for policy, title in POLICY_TITLES.items()],
        initial=Policy.STRICT.value,
        error_messages={"required": "Выберите, как учитывать применимость."},
    )
    self_assessment = Day(label="Самооценка")
    control = Day(label="Контроль объективности")
    evaluation = Day(label="Оценка")

    def __init__(self, *args: Any, years: Sequence[int], methodologies: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.years = today, years
        year = cast(forms.ChoiceField, self.fields["school_year"])
        methodology = cast(forms.ModelChoiceField, self.fields["methodology"])
        year.choices = [(value, school_year(value)) for value in years]
        year.error_messages |= {"required": "Выберите учебный год.", "invalid_choice": "Такой год выбрать нельзя."}
        methodology.queryset = methodologies
        methodology.error_messages |= {
            "required": "Выберите методику.",
            "invalid_choice": "Выберите методику из списка.",
        }

    def clean_self_assessment(self) -> date:
        day: date = self.cleaned_data["self_assessment"]
        if day < self.today:
            raise ValidationError("Этот день уже прошёл: школы не успеют заполнить карты.")
        return day

    @property
    def offers_finished(self) -> bool:
        """Whether the school year that ended last is still to be opened."""
        return last_finished_year(self.today) in self.years

    @property
    def last_days(self) -> dict[StageKind, date]:
        return {kind: self.cleaned_data[kind.value] for kind in StageKind}

    @property
    def chosen(self) -> Methodology:
        methodology: Methodology = self.cleaned_data["methodology"]
        return methodology


class ExtendForm(forms.Form):
    whom = forms.ChoiceField(
        label="Кому",
        error_messages={
            "required": "Выберите, кому продлить срок.",
            "invalid_choice": "Этой школе срок продлить нельзя.",
        },
    )
    last_day = Day(label="Принимать карты до")
    reason = Reason(label="Причина")

    def __init__(self, *args: Any, maps: Sequence[ExpertMap], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.maps = {str(row.pk): row for row in maps}
        everyone = [(ALL, f"Всем, кто ещё не представил карту ({len(maps)})")]
        cast(forms.ChoiceField, self.fields["whom"]).choices = everyone + [
            (key, str(row.school)) for key, row in self.maps.items()
        ]

    @property
    def expert_map(self) -> ExpertMap | None:
        """The one map, or None for everybody."""
        return self.maps.get(self.cleaned_data["whom"])


class RemindForm(forms.Form):
    """Ticked maps of schools to write to."""

    maps = forms.MultipleChoiceField(
        label="Школы",
        widget=forms.MultipleHiddenInput,
        error_messages={
            "required": "Отметьте хотя бы одну школу.",
            "invalid_choice": "Часть школ уже представила карты: обновите страницу.",
        },
    )

    def __init__(self, *args: Any, maps: Sequence[ExpertMap], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["maps"]).choices = [(str(row.pk), str(row.school)) for row in maps]

    @property
    def map_ids(self) -> set[int]:
        return set(map(int, self.cleaned_data["maps"]))


class AddSchoolForm(forms.Form):
    school = forms.ModelChoiceField(
        queryset=School.objects.none(),
        label="Школа",
        empty_label="Выберите школу",
        error_messages={"required": "Выберите школу.", "invalid_choice": "Этой школы нет в списке: обновите страницу."},
    )

    def __init__(self, *args: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["school"]).queryset = schools


class ApproveForm(forms.Form):
    protocol_number = PlainText(
        label="Номер протокола",
        max_length=40,
        error_messages={"required": "Укажите номер протокола.", "max_length": "Номер длиннее 40 знаков."},
    )
    protocol_date = Day(label="Дата протокола")
    confirmed = forms.BooleanField(
        label="Понимаю, что утверждение закрывает год для изменений",
        error_messages={"required": "Подтвердите, что год можно закрыть."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_protocol_date(self) -> date:
        day: date = self.cleaned_data["protocol_date"]
        if day > self.today:
            raise ValidationError("Этот день ещё не наступил.")
        return day


class JournalForm(forms.Form):
    """What to show of the journal; nonsense in the address narrows nothing and says so at its field."""

    who = forms.TypedChoiceField(label="Кто", coerce=int, empty_value=None, required=False)
    what = forms.ChoiceField(label="Что", required=False)
    school = forms.TypedChoiceField(label="Школа", coerce=int, empty_value=None, required=False)
    code = forms.ChoiceField(label="Показатель", required=False)
    first = Day(label="С", required=False)
    last = Day(label="По", required=False)

    def __init__(
        self, *args: Any, people: Any, actions: Any, maps: Sequence[ExpertMap], indicators: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["code"]).choices = [("", "Все показатели"), *indicators]
        cast(forms.ChoiceField, self.fields["who"]).choices = [("", "Все"), *people]
        cast(forms.ChoiceField, self.fields["what"]).choices = [("", "Все действия"), *actions]
        cast(forms.ChoiceField, self.fields["school"]).choices = [
            ("", "Все школы"),
            *((row.pk, str(row.school)) for row in maps),
        ]
