"""How does this person want pages to look? The choice of «версия для слабовидящих», kept in a cookie."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

COOKIE = "appearance"
CHOICES: dict[str, dict[str, str]] = {
    "size": {"": "обычный", "150": "крупный", "200": "очень крупный"},
    "scheme": {
        "": "обычные",
        "black-on-white": "чёрным по белому",
        "white-on-black": "белым по чёрному",
        "blue-on-light": "тёмно-синим по голубому",
    },
    "spacing": {"": "обычные", "wide": "широкие"},
    "face": {"": "без засечек", "serif": "с засечками"},
}
TITLES = {"size": "Размер текста", "scheme": "Цвета", "spacing": "Интервалы между буквами и строками", "face": "Шрифт"}


@dataclass(frozen=True, slots=True)
class Appearance:
    """The chosen values, only ones the product knows; an empty value is the usual look."""

    values: dict[str, str]

    @property
    def attributes(self) -> SafeString:
        """` data-size="150" …` for the html element."""
        return format_html_join("", ' data-{}="{}"', ((name, value) for name, value in self.values.items() if value))

    @property
    def is_special(self) -> bool:
        return any(self.values.values())


def read(text: str) -> Appearance:
    """The cookie's text, «size=150&scheme=…», as far as it makes sense."""
    pairs = dict(part.split("=", 1) for part in text.split("&") if "=" in part)
    return Appearance({name: pairs[name] if pairs.get(name) in known else "" for name, known in CHOICES.items()})


def write(values: dict[str, str]) -> str:
    return "&".join(f"{name}={value}" for name, value in values.items() if value)


def appearance(request: HttpRequest) -> dict[str, object]:
    """Context processor: `appearance` for base.html."""
    return {
        "appearance": read(request.COOKIES.get(COOKIE, "")),
        "demonstration": SimpleLazyObject(lambda: _is_demo(request)),
    }


def _is_demo(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return False
    return any(membership.municipality.is_demonstration for membership in user.active_memberships)
