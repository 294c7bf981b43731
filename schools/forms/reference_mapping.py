"""Which cells of the form enter a figure, as the coordinator types them?"""

from __future__ import annotations

from typing import Any

from django import forms

from schools.models import REFERENCE_FIELDS, ReferenceMapping
from schools.sheets.codes import said

FIGURES = REFERENCE_FIELDS.items()
NUMBERS = "Через запятую, промежуток через тире: 02, 04–07"


class ReferenceMappingForm(forms.Form):
    """Cleans texts and stops there: the verb knows what may stand together."""

    figure = forms.ChoiceField(
        label="Показатель",
        help_text="Что складывается из этих ячеек",
        choices=[
            ("", "выберите"),
            *((field, f"{title[0].upper()}{title[1:]}") for field, title in FIGURES),
        ],
        error_messages={"required": "Выберите показатель.", "invalid_choice": "Выберите показатель из списка."},
    )
    table = forms.CharField(
        label="Раздел формы",
        max_length=80,
        help_text="Как в форме и в вашей выгрузке, например 2.1.1",
        error_messages={"required": "Укажите раздел формы, например 2.1.1."},
    )
    rows = forms.CharField(
        label="Строки",
        max_length=400,
        help_text=NUMBERS,
        error_messages={"required": "Укажите строки, например 17 или 02, 04."},
    )
    columns = forms.CharField(
        label="Графы",
        max_length=400,
        help_text="Складываются во всех названных строках",
        error_messages={"required": "Укажите графы, например 3 или 4–7."},
    )

    def __init__(self, data: Any = None, *, mapping: ReferenceMapping | None = None) -> None:
        known = {}
        if mapping is not None:
            known = {"figure": mapping.figure, "table": mapping.table}
            known |= {"rows": said(mapping.rows), "columns": said(mapping.columns)}
        super().__init__(data, initial=known)
        self.label_suffix = ""
