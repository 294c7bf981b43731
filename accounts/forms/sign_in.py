"""The sign-in library's forms without placeholders: a label stands above every field, so they only repeat it."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as library
from django import forms


class WithoutPlaceholders(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class LoginForm(WithoutPlaceholders, library.LoginForm):
    """The way to a new password stands beside the button, not between label and field."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class ChangePasswordForm(WithoutPlaceholders, library.ChangePasswordForm):
    pass


class ResetPasswordForm(WithoutPlaceholders, library.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(WithoutPlaceholders, library.ResetPasswordKeyForm):
    pass
