"""What may be typed about the municipality?"""

from __future__ import annotations

import zoneinfo
from datetime import datetime
from typing import Any

from django import forms

from russian.dates import utc_offset
from schools.domain.register import MUNICIPALITY_FIELDS
from schools.models import Municipality

# Russia's zones by the name people know; another one that is already set stays in the list.
ZONES = {
    "Europe/Kaliningrad": "Калининград",
    "Europe/Moscow": "Москва",
    "Europe/Samara": "Самара",
    "Europe/Saratov": "Саратов",
    "Asia/Yekaterinburg": "Екатеринбург",
    "Asia/Omsk": "Омск",
    "Asia/Novosibirsk": "Новосибирск",
    "Asia/Krasnoyarsk": "Красноярск",
    "Asia/Irkutsk": "Иркутск",
    "Asia/Chita": "Чита",
    "Asia/Yakutsk": "Якутск",
    "Asia/Vladivostok": "Владивосток",
    "Asia/Magadan": "Магадан",
    "Asia/Sakhalin": "Сахалин",
    "Asia/Srednekolymsk": "Среднеколымск",
    "Asia/Kamchatka": "Камчатка",
    "Asia/Anadyr": "Анадырь",
}


class MunicipalityForm(forms.ModelForm):
    """Cleans text into the municipality's values; it never saves. `now` decides the offsets shown beside the zones."""

    time_zone = forms.ChoiceField(
        label="Часовой пояс", help_text="По нему считаются сроки: «до 30 сентября» кончается в полночь местного времени"
    )

    class Meta:
        model = Municipality
        fields = MUNICIPALITY_FIELDS
        help_texts = {
            "department": "Полное наименование, как в приказах",
            "methodical_centre": "Кто обрабатывает результаты и готовит справку",
            "chief_name": "Например: И. О. Фамилия",
            "place": "Указывается в документах рядом с датой, например «г. Екатеринбург»",
            "margin_left_mm": "От 20 до 40 мм; 30 мм оставляют место для подшивки",
        }

    def __init__(self, *, data: Any = None, municipality: Municipality, now: datetime) -> None:
        self.municipality = municipality
        known = {name: getattr(municipality, name) for name in MUNICIPALITY_FIELDS}
        super().__init__(data, initial=known)
        self.label_suffix = ""
        zones = self.fields["time_zone"]
        assert isinstance(zones, forms.ChoiceField)
        zones.choices = _zone_choices(municipality.time_zone, now)
        self.fields["margin_left_mm"].widget.attrs |= {"min": 20, "max": 40}

    def clean_margin_left_mm(self) -> int:
        margin: int = self.cleaned_data["margin_left_mm"]
        if not 20 <= margin <= 40:
            raise forms.ValidationError("Поле — от 20 до 40 мм.")
        return margin

    def validate_unique(self) -> None:
        """The verb answers for uniqueness: the form knows nothing of the row it would compare with."""


def _zone_choices(current: str, now: datetime) -> list[tuple[str, str]]:
    titles = ZONES | ({} if current in ZONES else {current: current})
    return [(name, f"{title}, {utc_offset(now.astimezone(zoneinfo.ZoneInfo(name)))}") for name, title in titles.items()]
