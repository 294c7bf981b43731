"""Is this address one a page may be read from? What can be said before anybody is asked for its number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address

import httpx

from outbound.addresses import denied_as
from outbound.errors import Refused

PORTS = {"http": 80, "https": 443}
LONGEST = 2000
NAME = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)+")
# How inet_aton and browsers read a number where a name should end: 2130706433, 0x7f.1, 0177.0.0.1.
NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)")
LOCAL_NAMES = ("localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "home.arpa", "onion")

NOT_A_PAGE = "Это не адрес страницы в интернете: он должен начинаться с http:// или https:// и содержать имя сайта."
INSIDE = "Адрес ведёт не в интернет, а во внутреннюю или служебную сеть. Такие страницы система не открывает."
ODD_NUMBER = "Вместо имени сайта в адресе число в необычной записи. Такие страницы система не открывает."
SIGNED_IN = "В адресе есть имя и пароль. Система такие страницы не открывает: дайте адрес без них."
ODD_PORT = "Страница отвечает на необычном порту ({}). Система открывает только обычные: 80 и 443."


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: `host` in ASCII without a final dot, `path` with its query."""

    scheme: str
    host: str
    port: int
    path: bytes

    @property
    def url(self) -> str:
        shown = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{shown}{port}{self.path.decode('ascii')}"


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be asked. `opened` lets named pairs of address and port through, for servers of one's own in tests."""

    opened: frozenset[tuple[str, int]] = frozenset()

    def check_target(self, target: Target) -> None:
        """Before the name is resolved; raises Refused."""
        if target.port not in PORTS.values() and target.port not in {port for _, port in self.opened}:
            raise Refused(ODD_PORT.format(target.port))
        if _is_number(target.host):
            self.check_address(target.host, target.port)
            return
        last = target.host.rpartition(".")[2]
        if NUMBER.fullmatch(last):
            raise Refused(ODD_NUMBER)
        if target.host.endswith(tuple(f".{name}" for name in LOCAL_NAMES)) or "." not in target.host:
            raise Refused(INSIDE)
        if not NAME.fullmatch(target.host):
            raise Refused(NOT_A_PAGE)

    def check_address(self, address: str, port: int) -> None:
        """Before the connection, for every address the name has; raises Refused."""
        if (address, port) in self.opened:
            return
        if port not in PORTS.values():
            raise Refused(ODD_PORT.format(port))
        if denied_as(address):
            raise Refused(INSIDE)


def read_target(text: str) -> Target:
    """The parts of an address; raises Refused for what is no http(s) page of a named site."""
    if len(text) > LONGEST or "\\" in text or any(ord(char) < 32 or ord(char) == 127 for char in text):
        raise Refused(NOT_A_PAGE)
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, ValueError):
        raise Refused(NOT_A_PAGE) from None
    if url.scheme not in PORTS or not url.raw_host:
        raise Refused(NOT_A_PAGE)
    if url.userinfo:
        raise Refused(SIGNED_IN)
    host = url.raw_host.decode("ascii").lower().removesuffix(".")
    return Target(url.scheme, host, PORTS[url.scheme] if url.port is None else url.port, url.raw_path)


def _is_number(host: str) -> bool:
    """Whether the host is an address in its usual notation."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
