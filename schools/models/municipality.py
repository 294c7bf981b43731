"""Who runs the monitoring: the tenant every other row belongs to."""

from __future__ import annotations

import zoneinfo
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import models

# ГОСТ Р 7.0.97: at least 20, 10, 20 and 20 mm; more than these leaves no room for tables.
MARGINS = {
    "margin_left_mm": (20, 40),
    "margin_right_mm": (10, 30),
    "margin_top_mm": (20, 40),
    "margin_bottom_mm": (20, 40),
}


def validate_time_zone(name: str) -> None:
    if name not in zoneinfo.available_timezones():
        raise ValidationError("Такого часового пояса нет. Пример: Asia/Yekaterinburg.")


class Municipality(models.Model):
    """A municipality with its department and methodical centre.

    Every body the seed documents name (a mixture of several regions) is a field here; texts and documents take names
    from these fields and from nowhere else.
    """

    name = models.CharField("муниципалитет", max_length=200, unique=True)
    department = models.CharField("отдел образования", max_length=250)
    methodical_centre = models.CharField("методический центр", max_length=250)
    time_zone = models.CharField(
        "часовой пояс", max_length=64, default="Europe/Moscow", validators=[validate_time_zone]
    )
    address = models.CharField("адрес", max_length=250, blank=True)
    phone = models.CharField("телефон", max_length=60, blank=True)
    email = models.EmailField("электронная почта", blank=True)
    place = models.CharField("место составления документов", max_length=120, blank=True)
    chief_position = models.CharField("должность подписывающего", max_length=200, blank=True)
    chief_name = models.CharField("И. О. Фамилия подписывающего", max_length=120, blank=True)
    act = models.CharField(
        "акт, которым утверждён порядок",
        max_length=300,
        blank=True,
        help_text="Например: приказом отдела образования от 12.08.2024 № 215",
    )
    codes = models.CharField(
        "коды организации", max_length=200, blank=True, help_text="Строка бланка: ОКПО, ОГРН, ИНН/КПП"
    )
    executor_name = models.CharField("исполнитель документов", max_length=120, blank=True)
    executor_phone = models.CharField("телефон исполнителя", max_length=60, blank=True)
    margin_left_mm = models.PositiveSmallIntegerField("левое поле документов, мм", default=30)
    margin_right_mm = models.PositiveSmallIntegerField("правое поле документов, мм", default=10)
    margin_top_mm = models.PositiveSmallIntegerField("верхнее поле документов, мм", default=20)
    margin_bottom_mm = models.PositiveSmallIntegerField("нижнее поле документов, мм", default=20)
    is_demonstration = models.BooleanField("демонстрационный", default=False)

    class Meta:
        verbose_name = "муниципалитет"
        verbose_name_plural = "муниципалитеты"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(margin_left_mm__gte=20, margin_left_mm__lte=40), name="municipality_margin_in_range"
            ),
            *(
                models.CheckConstraint(
                    condition=models.Q(**{f"{name}__gte": least, f"{name}__lte": most}),
                    name=f"municipality_{name.removesuffix('_mm')}_in_range",
                )
                for name, (least, most) in MARGINS.items()
                if name != "margin_left_mm"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    def local(self, moment: datetime) -> datetime:
        """The same moment on the municipality's clock."""
        return moment.astimezone(self.zone)

    def today(self, moment: datetime) -> date:
        return self.local(moment).date()

    def end_of(self, last_day: date) -> datetime:
        """The exclusive instant at which an inclusive day ends: «до 30 сентября» ends at 1 October 00:00 local."""
        return datetime.combine(last_day + timedelta(days=1), time.min, tzinfo=self.zone)
