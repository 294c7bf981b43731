"""What does a page cost when nothing is asked and nothing worked out? Its template, with what it shows held ready."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import render
from django.test import RequestFactory
from django.utils import timezone

from accounts.models import User


def request_of(user: User, path: str) -> HttpRequest:
    """A request past all middleware; the person's roles are read already."""
    request = RequestFactory().get(path)
    request.user, request.received_at = user, datetime.now(UTC)
    assert user.active_memberships, "the page is somebody's"
    return request


def rendering(template: str, request: HttpRequest, context: dict[str, Any]) -> Callable[[], bytes]:
    """Renders the template with these constants, on the clock of the person's municipality."""
    zone = request.user.active_memberships[0].municipality.zone

    def render_it() -> bytes:
        with timezone.override(zone):
            return render(request, template, context).content

    render_it()  # whatever is still read lazily is held from now on
    return render_it
