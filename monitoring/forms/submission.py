"""What does the head confirm when signing a map?"""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

WRONG_PASSWORD = "Пароль не подошёл. Введите тот, с которым вы входите."  # noqa: S105  a sentence, not a password


class SubmitForm(forms.Form):
    """The statement of п. 3.4 and the password again: the person at the keyboard is the one who signs."""

    statement = forms.BooleanField(error_messages={"required": "Отметьте, что подтверждаете достоверность сведений."})
    password = forms.CharField(strip=False, max_length=4096, error_messages={"required": "Введите пароль."})

    def __init__(self, data=None, *, user) -> None:
        super().__init__(data)
        self.user = user

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise ValidationError(WRONG_PASSWORD)
        return password
