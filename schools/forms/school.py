"""What may be typed about a school?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from schools.addresses import check_site
from schools.domain.register import SCHOOL_FIELDS
from schools.models import LEVEL_TITLES, School


class SchoolForm(forms.ModelForm):
    """Cleans text into values of the register; it never saves."""

    # A text field of our own: Django's would quietly take ftp.
    site = forms.CharField(
        label="Официальный сайт",
        max_length=200,
        required=False,
        help_text="Полностью, с http:// или https://",
        widget=forms.URLInput(attrs={"autocomplete": "url"}),
    )

    # The order of the page, so that the summary of errors reads from top to bottom.
    field_order = ("short_name", "name", "code", "kind", "has_noo", "has_ooo", "has_soo", "is_rural", "site")

    class Meta:
        model = School
        fields = SCHOOL_FIELDS
        widgets = {
            "name": forms.Textarea(attrs={"rows": 2}),
            "phone": forms.TextInput(attrs={"type": "tel"}),
        }
        help_texts = {
            "short_name": "Так школа называется в списках и документах, например «МАОУ СОШ № 12»",
            "head_name": "Фамилия, имя, отчество. Права в системе даёт приглашение на странице «Люди»",
        }

    def __init__(self, *, data: Any = None, school: School | None = None) -> None:
        known = {name: getattr(school, name) for name in SCHOOL_FIELDS} if school else {}
        super().__init__(data, initial=known)
        self.label_suffix = ""

    @property
    def levels(self) -> list[forms.BoundField]:
        return [self[f"has_{level}"] for level in LEVEL_TITLES]

    def clean_site(self) -> str:
        site = self.cleaned_data["site"]
        if site:
            check_site(site)
        return site

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(f"has_{level}") for level in LEVEL_TITLES):
            self.add_error("has_noo", ValidationError("Отметьте хотя бы один уровень образования."))
        return cleaned
