"""«Версия для слабовидящих»: size, colours, spacing, face; remembered by a cookie, works without scripts."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from accounts.context import COOKIE, read, write
from accounts.forms.appearance import AppearanceForm

YEAR_SECONDS = 365 * 24 * 3600


@login_not_required
@require_http_methods(["GET", "POST"])
def appearance(request: HttpRequest) -> HttpResponse:
    back = _own_address(request, request.POST.get("next") or request.GET.get("next") or "")
    if request.method == "GET":
        form = AppearanceForm(initial=read(request.COOKIES.get(COOKIE, "")).values)
        return render(request, "accounts/appearance.html", {"form": form, "back": back})
    form = AppearanceForm(request.POST if "usual" not in request.POST else {})
    if not form.is_valid():
        return render(request, "accounts/appearance.html", {"form": form, "back": back}, status=422)
    response = redirect(back)
    response.set_cookie(
        COOKIE, write(form.cleaned_data), max_age=YEAR_SECONDS, samesite="Lax", secure=settings.HTTPS, httponly=True
    )
    return response


def _own_address(request: HttpRequest, address: str) -> str:
    """Back to a page of ours, never elsewhere."""
    if address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        return address
    return reverse("monitoring:home")
