"""What does every request and every response carry, whatever the view?"""

from collections.abc import Callable
from datetime import UTC, datetime

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

Respond = Callable[[HttpRequest], HttpResponseBase]

RESPONSE_HEADERS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# The pages Django shows developers instead of an error have their styles within.
STYLED_WITHIN = (404, 500)


class ReceivedAtMiddleware:
    """Stamps `request.received_at` (aware, UTC): every verb takes its moment from here."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.received_at = datetime.now(UTC)  # type: ignore[attr-defined] # this is where it comes from
        return self.get_response(request)


class ResponseHeadersMiddleware:
    """Adds the protective headers Django has no setting for.

    The policy is put together once a process: every view of ours has the same, and none uses a nonce.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response
        self.headers = RESPONSE_HEADERS | {HEADER: build_policy()}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if settings.DEBUG and response.status_code in STYLED_WITHIN:
            return response
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        return response


class NoStoreMiddleware:
    """Forbids every cache, the browser's too, to keep what a signed-in person sees."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store, private"
        return response


class LocalTimeMiddleware:
    """Shows times on the clock of the person's municipality; the public sees the time of the server's setting."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        memberships = request.user.active_memberships if request.user.is_authenticated else []
        if not memberships:
            return self.get_response(request)
        with timezone.override(memberships[0].municipality.zone):
            return self.get_response(request)
