"""A role ends, after a question; the history of the person stays."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import SignedInRequest, membership_for
from accounts.domain.people import end_role
from accounts.errors import PeopleError
from accounts.models import Membership
from accounts.permissions import check_can_coordinate


@require_http_methods(["GET", "HEAD", "POST"])
@membership_for(check_can_coordinate)
def role_end(request: SignedInRequest, membership: Membership) -> HttpResponse:
    refused = ""
    if request.method == "POST":
        try:
            end_role(membership=membership, by=request.user, at=request.received_at)
        except PeopleError as refusal:
            refused = str(refusal)
        else:
            messages.success(request, f"{membership.user}: роль «{membership.get_role_display()}» завершена.")
            return redirect(_way_back(request, membership))
    context = {"municipality": membership.municipality, "membership": membership, "refused": refused}
    return render(request, "accounts/role_end.html", context, status=422 if refused else 200)


def _way_back(request: HttpRequest, membership: Membership) -> str:
    """Who ended the own role may no longer see the list."""
    if membership.user_id == request.user.pk:
        return settings.LOGIN_REDIRECT_URL
    return reverse("accounts:people", args=[membership.municipality_id])
