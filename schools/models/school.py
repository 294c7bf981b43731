"""Which schools take part, what levels they have, how to reach them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

from django.db import models

from russian.sorting import natural_key
from schools.models.municipality import Municipality

if TYPE_CHECKING:
    from collections.abc import Iterable

LEGAL_FORM = re.compile(r"^[А-ЯЁ]{1,5}ОУ\s+")
NUMBER = re.compile(r"№\s*(\d{1,8})")
LEVEL_TITLES = {"noo": "НОО (1–4 классы)", "ooo": "ООО (5–9 классы)", "soo": "СОО (10–11 классы)"}


class SchoolKind(models.TextChoices):
    SECONDARY = "secondary", "СОШ"
    GYMNASIUM = "gymnasium", "гимназия"
    LYCEUM = "lyceum", "лицей"
    BASIC = "basic", "ООШ"
    PRIMARY = "primary", "НОШ"
    EVENING = "evening", "вечерняя школа"
    SPECIAL = "special", "школа для обучающихся с ОВЗ"
    OTHER = "other", "другая"


class SchoolQuerySet(models.QuerySet["School"]):
    def visible_to(self, user) -> Self:
        """Schools of the municipalities the person works for, and the person's own schools."""
        return self.filter(models.Q(municipality_id__in=user.municipality_ids) | models.Q(pk__in=user.school_ids))

    def active(self) -> Self:
        return self.filter(is_active=True)

    def of(self, municipality: Municipality) -> Self:
        return self.filter(municipality=municipality)

    def found_by(self, text: str) -> Self:
        """Schools whose sortable name or code holds the text, whatever its case (SQLite folds only Latin)."""
        folded = natural_key_text(text)
        return self.filter(models.Q(sort_key__contains=folded) | models.Q(code__icontains=text.strip()))


def natural_key_text(text: str) -> str:
    """The folded text `sort_key` is made of, so that search and order agree."""
    return "".join(f"{part:08d}" if isinstance(part, int) else part for part in _flat(natural_key(text.strip())))


def order_key(short_name: str) -> str:
    """Numbered schools by number whatever their kind, then named ones by name; the legal form («МБОУ») is skipped.

    The whole folded name stands at the end, so that search finds it.
    """
    whole = natural_key_text(short_name)
    bare = natural_key_text(LEGAL_FORM.sub("", short_name).replace("«", "").replace("»", ""))
    number = NUMBER.search(short_name)
    return f"0{int(number[1]):08d} {whole}" if number else f"1 {bare} {whole}"


def _flat(key: Iterable) -> Iterable[str | int]:
    for part in key:
        if isinstance(part, tuple):
            yield from _flat(part)
        else:
            yield part


class School(models.Model):
    """A general school (общеобразовательная организация)."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="schools")
    code = models.CharField(
        "код в реестре", max_length=30, help_text="Постоянный код школы: по нему сопоставляются строки таблиц"
    )
    name = models.CharField("полное наименование", max_length=500)
    short_name = models.CharField("краткое наименование", max_length=120)
    sort_key = models.CharField(max_length=400, editable=False, help_text="Natural order; written by save()")
    kind = models.CharField("вид", max_length=20, choices=SchoolKind.choices, default=SchoolKind.SECONDARY)
    has_noo = models.BooleanField("НОО (1–4 классы)", default=True)
    has_ooo = models.BooleanField("ООО (5–9 классы)", default=True)
    has_soo = models.BooleanField("СОО (10–11 классы)", default=True)
    is_rural = models.BooleanField("сельская", default=False)
    site = models.URLField("официальный сайт", blank=True)
    email = models.EmailField("электронная почта", blank=True)
    phone = models.CharField("телефон", max_length=60, blank=True)
    address = models.CharField("адрес", max_length=250, blank=True)
    head_name = models.CharField("руководитель", max_length=150, blank=True)
    is_active = models.BooleanField("участвует в мониторинге", default=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "школа"
        verbose_name_plural = "школы"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "code"], name="school_code_once_a_municipality"),
            models.CheckConstraint(
                condition=models.Q(has_noo=True) | models.Q(has_ooo=True) | models.Q(has_soo=True),
                name="school_has_a_level",
            ),
            # The door of last resort against javascript: links, whatever wrote the row.
            models.CheckConstraint(
                condition=models.Q(site="")
                | models.Q(site__startswith="https://")
                | models.Q(site__startswith="http://"),
                name="school_site_is_http",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def save(self, *args, **kwargs) -> None:
        self.sort_key = order_key(self.short_name)[:400]
        super().save(*args, **kwargs)

    @property
    def levels(self) -> frozenset[str]:
        return frozenset(level for level in LEVEL_TITLES if getattr(self, f"has_{level}"))

    @property
    def levels_title(self) -> str:
        return ", ".join(LEVEL_TITLES[level].split()[0] for level in LEVEL_TITLES if level in self.levels)
