"""How is a page of the world outside read?

http and https, ports 80 and 443; each name resolved once and every address it has checked; the connection goes to a
checked address while Host, SNI and the certificate are of the name; each redirect is a new address and checked anew.
No cookies, no credentials, no proxies of the environment.
"""

from __future__ import annotations

import ssl
from collections.abc import Collection
from dataclasses import dataclass

import httpcore
import httpx

from outbound.body import read_body
from outbound.connecting import TOO_SLOW, Deadline, Dial, GuardedNetwork, Resolve, system_dial, system_resolve
from outbound.errors import Refused, Unreachable, Untrusted
from outbound.targets import NOT_A_PAGE, Guard, Target, read_target

SECONDS = 10.0
MOST_BYTES = 1024 * 1024
MOST_REDIRECTS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})

NOT_TRUSTED = "Сертификат сайта не удалось подтвердить. Откройте страницу сами."
BROKEN = "Сайт не отвечает или отвечает с ошибкой связи."
ROUND_AND_ROUND = f"Сайт пересылает с адреса на адрес больше {MOST_REDIRECTS} раз."


@dataclass(frozen=True, slots=True)
class Page:
    """What a site answered in the end: `url` is the last address asked, `redirects` those before it.

    `body` holds the first MOST_BYTES, `is_whole` says whether that is all; of an error only the status is kept.
    """

    url: str
    status: int
    content_type: str
    body: bytes
    is_whole: bool
    redirects: tuple[str, ...]


class GuardedClient:
    """`opened` are pairs of address and port let through although they are forbidden: own servers in tests.

    `trust` holds the authorities; by default the system's, so that an operator can add one.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        guard: Guard | None = None,
        opened: Collection[tuple[str, int]] = (),
        trust: ssl.SSLContext | None = None,
        resolve: Resolve = system_resolve,
        dial: Dial = system_dial,
        seconds: float = SECONDS,
    ) -> None:
        self._guard = guard or Guard(frozenset(opened))
        self._trust = trust or ssl.create_default_context()
        self._resolve, self._dial, self._seconds = resolve, dial, seconds
        self._headers = [
            ("User-Agent", user_agent),
            ("Accept", "text/html,application/xhtml+xml,*/*;q=0.5"),
            ("Accept-Language", "ru"),
            ("Accept-Encoding", "gzip"),
            ("Connection", "close"),
        ]

    def read(self, url: str) -> Page:
        """Raises Refused, Untrusted or Unreachable, each with a sentence. An error of HTTP is a Page with its status.

        Everything together takes at most the seconds given.
        """
        deadline, asked = Deadline.after(self._seconds), [read_target(url)]
        while True:
            answer = self._ask(asked[-1], deadline, tuple(target.url for target in asked[:-1]))
            if isinstance(answer, Page):
                return answer
            if len(asked) > MOST_REDIRECTS:
                raise Refused(ROUND_AND_ROUND)
            asked.append(answer)

    def _ask(self, target: Target, deadline: Deadline, redirects: tuple[str, ...]) -> Page | Target:
        """The page, or where the site sends on."""
        self._guard.check_target(target)
        network = GuardedNetwork(self._guard, deadline, self._resolve, self._dial)
        try:
            with (
                httpcore.ConnectionPool(ssl_context=self._trust, max_connections=1, network_backend=network) as pool,
                pool.stream("GET", _address_of(target), headers=self._headers) as response,
            ):
                return _read(response, target, redirects)
        except httpcore.TimeoutException:
            raise Unreachable(TOO_SLOW) from None
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            # httpcore gives its own exceptions the one beneath as their word.
            if any(isinstance(word, ssl.SSLCertVerificationError) for word in error.args):
                raise Untrusted(NOT_TRUSTED) from None
            raise Unreachable(BROKEN) from None


def _address_of(target: Target) -> httpcore.URL:
    return httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)


def _read(response: httpcore.Response, target: Target, redirects: tuple[str, ...]) -> Page | Target:
    headers = httpx.Headers(response.headers)
    if response.status in REDIRECTS and "location" in headers:
        return _sent_to(target, _text_of(response, b"location"))
    body, is_whole = b"", True
    if response.status < 400:
        body, is_whole = read_body(response.iter_stream(), headers.get("content-encoding", ""), MOST_BYTES)
    return Page(target.url, response.status, headers.get("content-type", ""), body, is_whole, redirects)


def _text_of(response: httpcore.Response, name: bytes) -> str:
    """The first header of this name; servers put bare UTF-8 into addresses."""
    value = next(value for key, value in response.headers if key.lower() == name)
    return value.decode("utf-8", "replace")


def _sent_to(target: Target, location: str) -> Target:
    try:
        return read_target(str(httpx.URL(target.url).join(location)))
    except (httpx.InvalidURL, ValueError):
        raise Refused(NOT_A_PAGE) from None
