"""What can be chosen about the look of pages?"""

from __future__ import annotations

from django import forms

from accounts.context import CHOICES, TITLES


class AppearanceForm(forms.Form):
    """One radio group a property; an empty choice is the usual look."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, options in CHOICES.items():
            self.fields[name] = forms.ChoiceField(
                label=TITLES[name], choices=list(options.items()), required=False, widget=forms.RadioSelect
            )
