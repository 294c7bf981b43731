"""The page with a one-time link: shown once, printed or sent by the coordinator."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.domain.people import INVITATION_LASTS
from accounts.models import Membership, User
from schools.models import Municipality


def shown_link(
    request: HttpRequest, municipality: Municipality, user: User, roles: Iterable[Membership], secret: str
) -> HttpResponse:
    """The link is built from SITE_URL, never from the Host header of the request."""
    context = {
        "municipality": municipality,
        "person": user,
        "roles": list(roles),
        "link": settings.SITE_URL + reverse("accounts:invitation_accept", args=[secret]),
        "site": settings.SITE_URL,
        "until": municipality.local(request.received_at + INVITATION_LASTS),
    }
    return render(request, "accounts/invitation_link.html", context)
