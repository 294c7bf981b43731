"""Which addresses may a page of ours link to? Only http and https, whatever door they came through."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

_valid = URLValidator(schemes=["http", "https"])
REFUSAL = "Укажите адрес сайта полностью, например https://school12.example.ru"


def check_site(text: str) -> None:
    """Raises ValidationError with a sentence for anything but an http or https address."""
    try:
        _valid(text)
    except ValidationError:
        raise ValidationError(REFUSAL, code="invalid") from None


def linkable(text: str) -> str:
    """The address if a page may link to it, otherwise an empty string."""
    return text if text.lower().startswith(("http://", "https://")) else ""


def is_of_site(address: str, site: str) -> bool:
    """Whether a page belongs to a site: its own host or one below it, with or without «www.»."""
    host, own = host_of(address), host_of(site)
    return bool(own) and (host == own or host.endswith(f".{own}"))


def host_of(address: str) -> str:
    """The host in ASCII and lower case, without «www.»; empty for what has none."""
    try:
        host = (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""
    with suppress(UnicodeError):
        host = host.encode("idna").decode("ascii")
    return host.lower().removeprefix("www.")
