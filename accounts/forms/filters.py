"""How is the list of people narrowed by the address?"""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import Role


class PeopleFilters(forms.Form):
    """Bound to the address; an unknown value of a filter is as good as none."""

    text = forms.CharField(label="Имя, должность или почта", max_length=100, required=False)
    role = forms.ChoiceField(label="Роль", required=False, choices=[("", "все"), *Role.choices])
    school = forms.TypedChoiceField(label="Школа", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, schools: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        school = self.fields["school"]
        assert isinstance(school, forms.ChoiceField)
        school.choices = [("", "все"), *schools]

    @property
    def sought(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
