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


class SignatureForm(forms.Form):
    """A file of an electronic signature; the domain judges what is in it."""

    file = forms.FileField(
        label="Файл подписи",
        help_text="Файл .sig или .p7s, до 1 МБ",
        allow_empty_file=True,  # the domain has a better sentence
        widget=forms.FileInput(attrs={"accept": ".sig,.p7s,.p7m,.sgn"}),
        error_messages={"required": "Выберите файл.", "invalid": "Файл не передан. Выберите его ещё раз."},
    )
