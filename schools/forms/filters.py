"""How is the list of schools narrowed by the address?"""

from __future__ import annotations

from typing import Any

from django import forms

from schools.models import LEVEL_TITLES, SchoolKind


class SchoolFilters(forms.Form):
    """Bound to the address; an unknown value of a filter is as good as none."""

    text = forms.CharField(label="Название или код", max_length=100, required=False, strip=True)
    kind = forms.ChoiceField(label="Вид", required=False, choices=[("", "все"), *SchoolKind.choices])
    level = forms.ChoiceField(label="Уровень", required=False, choices=[("", "все"), *LEVEL_TITLES.items()])
    place = forms.ChoiceField(
        label="Местность", required=False, choices=[("", "вся"), ("town", "городская"), ("rural", "сельская")]
    )
    activity = forms.ChoiceField(
        label="Участие",
        required=False,
        choices=[("", "участвуют"), ("left", "выведены"), ("all", "все")],
    )

    @property
    def sought(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
