"""Why does a school leave the monitoring, and is the person sure?"""

from __future__ import annotations

from django import forms


class LeavingForm(forms.Form):
    reason = forms.CharField(
        label="Причина",
        max_length=500,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Например: присоединена к другой школе. Причина сохранится в журнале",
        error_messages={"required": "Укажите причину: она сохранится в журнале."},
    )
    sure = forms.BooleanField(
        label="Да, школа не будет участвовать в следующих циклах мониторинга",
        error_messages={"required": "Отметьте, что решение принято."},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
