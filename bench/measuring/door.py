"""How does a request come in? By the WSGI door gunicorn uses, without a network: middleware, view, response, end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.test import Client

from config.wsgi import application as product

Application = Callable[[dict, Callable], Iterable[bytes]]

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Door:
    """An application with one person's cookies."""

    application: Application
    cookies: str
    token: str

    def get(self, path: str) -> bytes:
        return self._ask(self._environ("GET", path), 200)

    def post(self, path: str, values: dict, **headers: str) -> bytes:
        body = urlencode(values).encode()
        environ = self._environ("POST", path, body) | {"CONTENT_TYPE": FORM, "HTTP_X_CSRFTOKEN": self.token}
        return self._ask(environ | {f"HTTP_{name}": value for name, value in headers.items()}, 200)

    def _ask(self, environ: dict, expected: int) -> bytes:
        answered: list[str] = []
        response = self.application(environ, lambda status, headers: answered.append(status))
        try:
            content = b"".join(response)
        finally:
            response.close()  # gunicorn closes too: the end of the request is part of its time
        if not answered[0].startswith(str(expected)):
            raise RuntimeError(f"{environ['PATH_INFO']}: {answered[0]}\n{content[:2000].decode()}")
        return content

    def _environ(self, method: str, path: str, body: bytes = b"") -> dict:
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "HTTP_COOKIE": self.cookies, "REMOTE_ADDR": "127.0.0.1"}
        environ |= {"CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body)}
        setup_testing_defaults(environ)
        return environ


def door_of(user, application: Application = product) -> Door:
    """Signed in as this person."""
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    blank = HttpRequest()
    get_token(blank)
    secret = blank.META["CSRF_COOKIE"]
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={secret}"
    return Door(application, cookies, secret)
