"""How does an address a person pasted become one address, the same for everybody who means the same page?"""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import SplitResult, quote, unquote, urlsplit

from monitoring.errors import InvalidAnswer

LONGEST = 1000
PORTS = {"http": 80, "https": 443}
# What search engines, social networks and mailings add to know where a reader came from.
TRACKING = re.compile(r"(utm_\w+|ysclid|yclid|gclid|fbclid|_openstat|mc_cid|mc_eid)", re.IGNORECASE)
# «#/news/5» and «#!news» name another page of such a site; any other fragment is a place on the same page.
PAGE_FRAGMENT = ("/", "!")
NETWORK = re.compile(r"[a-z0-9_-]+")
CYRILLIC = re.compile(r"[0-9-]*[а-яё][0-9а-яё-]*")

NO_PAGE = "Это не адрес страницы. Скопируйте его из строки браузера: он начинается с https:// или http://."
WITH_PASSWORD = "В адресе есть имя и пароль. Уберите их: адрес увидят другие люди."  # noqa: S105 (a sentence)
TOO_LONG = f"Адрес длиннее {LONGEST} знаков. Дайте ссылку на саму страницу."


def checked_address(url: str) -> str:
    """A normalised http(s) address with its host in letters people read; raises InvalidAnswer for anything else."""
    text = url.strip()
    if text and "://" not in text and ":" not in text.split("/")[0]:
        text = f"https://{text}"
    parts, port = _split(text)
    if parts.username or parts.password:
        raise InvalidAnswer(WITH_PASSWORD, field="url")
    host = _readable(parts.hostname or "")
    place = host if port in {None, PORTS[parts.scheme]} else f"{host}:{port}"
    address = parts._replace(netloc=place, query=_untracked(parts.query)).geturl()
    if len(address) > LONGEST or len(text) > LONGEST:
        raise InvalidAnswer(TOO_LONG, field="url")
    return address


def _split(text: str) -> tuple[SplitResult, int | None]:
    """The parts of an address of the web, scheme in lower case."""
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise InvalidAnswer(NO_PAGE, field="url") from None
    if not host or parts.scheme not in PORTS or any(char.isspace() or ord(char) < 32 for char in text):
        raise InvalidAnswer(NO_PAGE, field="url")
    return parts, port


def _readable(host: str) -> str:
    """«xn--80a1acny.рф» and «ШКОЛА.рф» as «школа.рф». A label that is not Cyrillic alone stays as the network has it,
    so that nobody is shown a Latin name with one Russian letter in it."""
    if ":" in host:  # an address of IPv6, which urlsplit has checked
        return f"[{host}]"
    return ".".join(_label(label) for label in host.rstrip(".").lower().split("."))


def _label(label: str) -> str:
    with suppress(UnicodeError):
        network = label.encode("idna").decode("ascii")
        letters = network.encode("ascii").decode("idna")
        if NETWORK.fullmatch(network):
            return letters if CYRILLIC.fullmatch(letters) else network
    raise InvalidAnswer(NO_PAGE, field="url")


def _untracked(query: str) -> str:
    return "&".join(part for part in query.split("&") if not TRACKING.fullmatch(part.partition("=")[0]))


def page_of(address: str) -> str:
    """The page an address names: the same for two addresses that differ in a place on it, a slash or an encoding."""
    parts = urlsplit(address)
    fragment = parts.fragment if parts.fragment.startswith(PAGE_FRAGMENT) else ""
    path, query = (quote(unquote(text), safe="/&=+") for text in (parts.path, parts.query))
    return parts._replace(path=path.rstrip("/"), query=query, fragment=fragment).geturl()


def title_of(address: str) -> str:
    """What a link without a title is called: its host and path, readable."""
    parts = urlsplit(address)
    said = "".join(char for char in unquote(f"{parts.netloc}{parts.path}") if char.isprintable())
    return said.rstrip("/")[:300]
