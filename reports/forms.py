"""What may the address of a page ask for?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.http import urlencode

from reports.contexts.filters import CHANGES, LEVELS, PLACES, RESULTS, TERMS, Chosen
from reports.contexts.passages import typed_text
from reports.contexts.reconciliation import SHOWN, ReconciledFigure, Sought
from reports.contexts.sizes import SIZES
from reports.documents.kinds import makers, name_of
from reports.models import Requisites
from reports.models.section_words import LONGEST
from russian.dates import short_date
from schools.models import SchoolKind
from scoring.queries.rubric_tree import Rubric, RubricIndicator

EVERYTHING = ("", "все")
NO_VERSION = "Страница устарела: неизвестно, какой текст вы видели. Откройте раздел ещё раз."
NEVER_A_VERSION = -1
ORDER_TERMS = ("responsible", "recommendations_until", "plans_until")


class DistrictForm(forms.Form):
    """A value the form does not know is said at its field and leaves that field's «все»."""

    kind = forms.ChoiceField(label="Вид школы", choices=[EVERYTHING, *SchoolKind.choices], required=False)
    size = forms.ChoiceField(label="Размер", choices=[EVERYTHING, *SIZES.items()], required=False)
    level = forms.ChoiceField(label="Уровни", choices=[EVERYTHING, *LEVELS.items()], required=False)
    place = forms.ChoiceField(label="Город и село", choices=[EVERYTHING, *PLACES.items()], required=False)
    group = forms.ChoiceField(label="Результат", choices=[EVERYTHING, *RESULTS.items()], required=False)
    term = forms.ChoiceField(label="Представление карты", choices=[EVERYTHING, *TERMS.items()], required=False)
    change = forms.ChoiceField(label="Проверка", choices=[EVERYTHING, *CHANGES.items()], required=False)

    def __init__(self, *args: Any, rubric: Rubric, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = [EVERYTHING, *((i.code, f"{i.code} {i.short_title}") for i in rubric.indicators)]
        self.fields["missed"] = forms.ChoiceField(label="Не выполнен показатель", choices=codes, required=False)
        self.fields["reached"] = forms.ChoiceField(label="Выполнен показатель", choices=codes, required=False)

    @property
    def chosen(self) -> Chosen:
        self.is_valid()
        return Chosen(**{field.name: self.cleaned_data.get(field.name, "") for field in fields(Chosen)})

    @property
    def usual(self) -> list[forms.BoundField]:
        return [self[name] for name in ("kind", "size", "level", "place", "group")]

    @property
    def rarer(self) -> list[forms.BoundField]:
        """Conditions figures of the page lead to; folded until one is set."""
        return [self[name] for name in ("term", "change", "missed", "reached")]


class IndicatorForm(DistrictForm):
    """The same schools, with the order they are listed in."""

    order = forms.ChoiceField(
        label="Порядок в списке", choices=[("", "по номерам школ"), ("share", "по доле")], required=False
    )

    @property
    def order_asked(self) -> str:
        self.is_valid()
        return self.cleaned_data.get("order", "")

    @property
    def usual(self) -> list[forms.BoundField]:
        return [*super().usual, self["order"]]


class ThresholdsForm(forms.Form):
    """«Что если»: other thresholds of share indicators, a field each under the indicator's code."""

    def __init__(self, asked: QueryDict, *, rubric: Rubric) -> None:
        """Bound only when the address asks for a threshold, so that a page just opened shows no errors."""
        shares = [indicator for indicator in rubric.indicators if indicator.is_share]
        super().__init__(asked if any(indicator.code in asked for indicator in shares) else None)
        self.fields.update({indicator.code: _threshold_field(indicator) for indicator in shares})
        self.present = {indicator.code: indicator.threshold for indicator in shares}

    def clean(self) -> dict[str, Any]:
        given = {code: value for code, value in self.cleaned_data.items() if value is not None}
        for code, value in given.items():
            if value == self.present[code]:
                self.add_error(code, f"Порог {value}\u00a0% действует сейчас. Укажите другой или оставьте поле пустым.")
        if not given and not self.errors:
            raise forms.ValidationError("Укажите новый порог хотя бы для одного показателя.")
        return given

    @property
    def thresholds(self) -> dict[str, int]:
        """By code; empty while the address asks for nothing or for something impossible."""
        return self.cleaned_data if self.is_valid() else {}

    @property
    def address(self) -> str | None:
        """The short address of what was asked when the form came with fields left empty, to be sent as a link."""
        if not self.thresholds or len(self.thresholds) == len([code for code in self.fields if code in self.data]):
            return None
        return f"?{urlencode(self.thresholds)}"


def _threshold_field(indicator: RubricIndicator) -> forms.IntegerField:
    """Per cent, 1–100."""
    wrong = "Порог — целое число процентов от 1 до 100."
    return forms.IntegerField(
        min_value=1,
        max_value=100,
        required=False,
        label=f"{indicator.code} {indicator.short_title}",
        help_text=f"сейчас {indicator.threshold}\u00a0%",
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )


class ReconciliationForm(forms.Form):
    """Which lines of the reconciliation are wanted; what the form does not know asks for everything."""

    show = forms.ChoiceField(choices=list(SHOWN.items()), required=False, widget=forms.HiddenInput)
    q = forms.CharField(
        label="Школа",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "№ или название"}),
    )

    def __init__(self, *args: Any, figures: Sequence[ReconciledFigure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = ((figure.quantity.key, figure.quantity.title) for figure in figures)
        self.fields["figure"] = forms.ChoiceField(label="Что сверяется", choices=[EVERYTHING, *titles], required=False)

    @property
    def sought(self) -> Sought:
        self.is_valid()
        known = self.cleaned_data
        text = "".join(sign for sign in known.get("q", "") if sign.isprintable())
        return Sought(known.get("show", ""), known.get("figure", ""), text)


class OptionalDay(forms.DateField):
    """A day that may be left out; the browser's calendar sends 2026-09-30, a person may type 30.09.2026."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs: Any) -> None:
        words = {"invalid": "Введите дату, например 30.09.2026."}
        super().__init__(required=False, input_formats=["%Y-%m-%d", "%d.%m.%Y"], error_messages=words, **kwargs)

    def clean(self, value: str | None) -> date | None:
        day = super().clean(value)
        if day is not None and not 2000 <= day.year <= 2100:
            raise forms.ValidationError("Проверьте год.")
        return day


class SeenForm(forms.Form):
    """The version of a section the person had before them; 0 where nobody had written it yet."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, error_messages={"required": NO_VERSION})

    @property
    def version_seen(self) -> int:
        """What cannot be a version is none: the verb then finds that somebody else was first."""
        return self.cleaned_data["version"] if self.is_valid() else NEVER_A_VERSION


class WordsForm(SeenForm):
    """Plain text with the two marks of lists; cleaned into one kind of line end without unprintable signs."""

    text = forms.CharField(
        label="Текст раздела",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 18, "class": "words-field"}),
        help_text="Пустая строка начинает новый абзац. Строка с «– » — пункт списка, с «1. » — нумерованный пункт.",
        error_messages={
            "required": "Напишите текст раздела. Чтобы убрать свою редакцию, верните текст по данным.",
            "max_length": "Текст раздела длиннее 20 000 знаков. Сократите его.",
        },
        strip=False,
    )

    def clean_text(self) -> str:
        text = typed_text(self.cleaned_data["text"])
        if not text:
            raise forms.ValidationError(self.fields["text"].error_messages["required"])
        return text


class RequisitesForm(SeenForm):
    """Number, day and signer of a document; with `has_terms` the terms and the person its text names.

    `typed` are values a person had before somebody else saved others.
    """

    number = forms.CharField(label="Номер", max_length=40, required=False)
    day = OptionalDay(label="Дата")
    signer_position = forms.CharField(label="Должность подписывающего", max_length=200, required=False)
    signer_name = forms.CharField(label="И. О. Фамилия подписывающего", max_length=120, required=False)
    responsible = forms.CharField(label="Ответственный за рекомендации", max_length=250, required=False)
    recommendations_until = OptionalDay(label="Рекомендации направить до")
    plans_until = OptionalDay(label="Планы представить до")

    def __init__(
        self, data: Any = None, *, kept: Requisites, has_terms: bool, typed: Mapping[str, Any] | None = None
    ) -> None:
        known = {name: getattr(kept, name) for name in self.base_fields}
        super().__init__(data, initial=known | dict(typed or {}))
        self.kept = kept
        self.label_suffix = ""
        if not has_terms:
            for name in ORDER_TERMS:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("recommendations_until"), self.cleaned_data.get("plans_until")
        if first and last and last < first:
            self.add_error("plans_until", "Планы представляют не раньше, чем получают рекомендации.")
        return self.cleaned_data

    @property
    def saved_words(self) -> list[tuple[str, str]]:
        """What is kept now, field by field, in words."""
        rows = []
        for name, field in self.fields.items():
            value = getattr(self.kept, name)
            if name != "version":
                said = short_date(value) if isinstance(value, date) else value
                rows.append((str(field.label).lower(), said or "не указано"))
        return rows


def _maker_names() -> list[tuple[str, str]]:
    return [(name_of(*pair), pair[0].title) for pair in makers()]


class MakeForm(forms.Form):
    """One document: the name of its maker («school_result.pdf») and, for a school's, the school."""

    what = forms.ChoiceField(choices=_maker_names)
    school = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


class MakeAllForm(forms.Form):
    """Documents of every school: which, and whether those whose results have changed since are made anew."""

    CHANGED = "Результаты изменились после составления"
    anew = forms.BooleanField(
        label="И заново те, чьи результаты изменились после составления",
        required=False,
        help_text="Прежние версии останутся, новая получит следующий номер.",
    )

    def __init__(self, *args: Any, choices: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"] = forms.MultipleChoiceField(
            label="Какие документы",
            choices=list(choices),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Отметьте, какие документы составить."},
        )
        self.order_fields(["what", "anew"])


class AgainForm(forms.Form):
    """Why a ready document is made anew: it stands beside the next version and in the journal."""

    reason = forms.CharField(
        label="Почему документ составляется заново",
        help_text="Например: результаты изменились, исправлен бланк. Останется у новой версии и в журнале.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Напишите, почему документ составляется заново.",
            "max_length": "Причина длиннее 2000 знаков. Сократите её.",
        },
    )

    def clean_reason(self) -> str:
        return "".join(char for char in self.cleaned_data["reason"] if char == "\n" or char.isprintable())


class ConfirmationForm(forms.Form):
    """The code on the paper as a person types it: capitals, spaces and hyphens do not matter."""

    code = forms.CharField(
        label="Код с документа",
        max_length=100,
        help_text="26 букв и цифр рядом с QR-кодом, например abcd 2345 efgh…",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": "Введите код с документа."},
    )

    def clean_code(self) -> str:
        code = "".join(sign for sign in self.cleaned_data["code"].casefold() if sign.isascii() and sign.isalnum())
        if not code:
            raise forms.ValidationError("Введите код с документа: латинские буквы и цифры.")
        return code
