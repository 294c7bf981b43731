"""What may be typed about the municipality?"""

from __future__ import annotations

import zoneinfo
from datetime import datetime
from typing import Any

from django import forms

from russian.dates import utc_offset
from schools.domain.register import MUNICIPALITY_FIELDS
from schools.models import Municipality
from schools.models.municipality import MARGINS

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
            "codes": "Строка под адресом, например «ОКПО 12345678, ОГРН 1026600000000»",
            "executor_name": "Фамилия И. О. того, кто готовил документ: печатается в его конце",
            "margin_left_mm": "От 20 до 40 мм; 30 мм оставляют место для подшивки",
            "margin_right_mm": "От 10 до 30 мм",
            "margin_top_mm": "От 20 до 40 мм",
            "margin_bottom_mm": "От 20 до 40 мм",
        }

    def __init__(self, *, data: Any = None, municipality: Municipality, now: datetime) -> None:
        self.municipality = municipality
        known = {name: getattr(municipality, name) for name in MUNICIPALITY_FIELDS}
        super().__init__(data, initial=known)
        self.label_suffix = ""
        zones = self.fields["time_zone"]
        assert isinstance(zones, forms.ChoiceField)
        zones.choices = _zone_choices(municipality.time_zone, now)
        for name, (least, most) in MARGINS.items():
            self.fields[name].widget.attrs |= {"min": least, "max": most}

    def clean(self) -> dict[str, Any]:
        for name, (least, most) in MARGINS.items():
            margin = self.cleaned_data.get(name)
            if margin is not None and not least <= margin <= most:
                self.add_error(name, f"Поле — от {least} до {most} мм.")
        return self.cleaned_data

    def validate_unique(self) -> None:
        """The verb answers for uniqueness: the form knows nothing of the row it would compare with."""


def _zone_choices(current: str, now: datetime) -> list[tuple[str, str]]:
    titles = ZONES | ({} if current in ZONES else {current: current})
    return [(name, f"{title}, {utc_offset(now.astimezone(zoneinfo.ZoneInfo(name)))}") for name, title in titles.items()]
