"""The one-time link: an invited person sets the first password and is signed in."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.domain.people import accept_invitation, find_invitation
from accounts.errors import PeopleError
from accounts.forms.invitation import FirstPasswordForm
from accounts.models import User

# Links that do not work, from one address: a whole school may sit behind it.
RATE = {"invitation_refused": "30/15m/ip"}


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_accept(request: HttpRequest, secret: str) -> HttpResponse:
    try:
        invitation = find_invitation(secret, request.received_at)
        form = FirstPasswordForm(data=request.POST or None)
        if form.is_valid() and (user := _accepted(request, secret, form)):
            return _welcome(request, user)
    except PeopleError as refusal:
        return _refused(request, str(refusal))
    context = {"invitation": invitation, "form": form}
    return render(request, "accounts/invitation_accept.html", context, status=422 if form.errors else 200)


def _accepted(request: HttpRequest, secret: str, form: FirstPasswordForm) -> User | None:
    """The person with a password, or None and the password's faults at its field."""
    try:
        return accept_invitation(secret=secret, password=form.cleaned_data["password"], at=request.received_at)
    except ValidationError as faults:
        form.add_error("password", faults)
        return None


def _welcome(request: HttpRequest, user: User) -> HttpResponse:
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    messages.success(request, "Пароль сохранён. В следующий раз входите с адресом электронной почты и этим паролем.")
    return redirect(settings.LOGIN_REDIRECT_URL)


def _refused(request: HttpRequest, reason: str) -> HttpResponse:
    """One answer for a wrong, a used and an expired link; too many of them from one address are told to wait."""
    allowed = ratelimit.consume(request, app="accounts", action="invitation_refused", config=RATE, limit_get=True)
    context = {"reason": reason if allowed else "Слишком много попыток. Подождите 15 минут."}
    return render(request, "accounts/invitation_refused.html", context, status=404 if allowed else 429)
