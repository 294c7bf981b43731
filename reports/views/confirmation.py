"""Is the document with this code one of ours? Answered to anybody who holds it."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.forms import ConfirmationForm
from reports.queries.confirmation import confirmation_of

# Codes that stand for nothing, from one address: whoever guesses gets no answers for a while, not even right ones.
RATE = {"confirmation_missed": "30/15m/ip"}
NOT_FOUND = "Документа с таким кодом нет"
WAIT = "Слишком много попыток. Подождите 15 минут и попробуйте ещё раз."


@login_not_required
@require_safe
def confirmation(request: HttpRequest, confirmation_code: str) -> HttpResponse:
    if not _count(request, dry_run=True):
        return _unanswered(request, WAIT, status=429)
    found = confirmation_of(confirmation_code)
    if found is None:
        _count(request)
        return _unanswered(request, NOT_FOUND, status=404)
    return _unlisted(render(request, "reports/confirmation.html", {"found": found}))


def _count(request: HttpRequest, *, dry_run: bool = False) -> bool:
    """Whether this address has misses left; counts one unless `dry_run`."""
    action = "confirmation_missed"
    return bool(ratelimit.consume(request, app="reports", action=action, config=RATE, limit_get=True, dry_run=dry_run))


def _unanswered(request: HttpRequest, refusal: str, *, status: int) -> HttpResponse:
    """The same page for a code that was never given and for one that could not have been."""
    context = {"refusal": refusal, "form": ConfirmationForm(), "is_missing": status == 404}
    return _unlisted(render(request, "reports/confirm.html", context, status=status))


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Whoever has the code may look; no search engine keeps it."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response
