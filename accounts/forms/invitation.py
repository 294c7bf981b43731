"""Whom does a coordinator invite, and how does the invited person set the first password?"""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import Role
from accounts.models.membership import SCHOOL_ROLES
from schools.models import School


class InviteForm(forms.Form):
    """A role and the person who gets it."""

    role = forms.ChoiceField(label="Роль", choices=[("", "выберите роль"), *Role.choices])
    school = forms.ModelChoiceField(
        label="Школа",
        queryset=School.objects.none(),
        required=False,
        empty_label="не выбрана",
        help_text="Нужна руководителю и ответственному в школе, остальным — нет",
        error_messages={"invalid_choice": "Этой школы нет в вашем муниципалитете."},
    )
    full_name = forms.CharField(label="Фамилия, имя, отчество", max_length=150)
    position = forms.CharField(
        label="Должность", max_length=150, required=False, help_text="Например: заместитель директора"
    )
    email = forms.EmailField(
        label="Электронная почта",
        max_length=254,
        help_text="С этим адресом человек будет входить в систему",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        school = self.fields["school"]
        assert isinstance(school, forms.ModelChoiceField)
        school.queryset = schools
        self.label_suffix = ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        role, school = cleaned.get("role"), cleaned.get("school")
        if role in SCHOOL_ROLES and school is None and "school" not in self.errors:
            self.add_error("school", "Укажите школу: эта роль действует в одной школе.")
        if role and role not in SCHOOL_ROLES and school is not None:
            self.add_error("school", "Эта роль действует во всём муниципалитете: школу указывать не нужно.")
        return cleaned


class FirstPasswordForm(forms.Form):
    """The password, twice. Its rules are the verb's; here only that both are the same."""

    password = forms.CharField(
        label="Пароль",
        max_length=128,
        strip=False,
        help_text="Не короче 12 знаков",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Пароль ещё раз",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"password", "again"} <= set(cleaned) and cleaned["password"] != cleaned["again"]:
            self.add_error("again", "Пароли не совпадают. Введите пароль ещё раз.")
        return cleaned
