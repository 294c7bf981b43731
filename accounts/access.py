"""How a view gets its municipality: found among the person's own, or 404; then the permission, or 403 with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.queries.people import memberships_for
from schools.models import Municipality


class SignedInRequest(HttpRequest):
    """What a view behind these doors is given: LoginRequiredMiddleware lets nobody else through."""

    user: User
    received_at: datetime


def municipality_for(check: Callable[..., None]) -> Callable:
    """Decorator: turns `municipality_id` of the address into `municipality`.

    A municipality the person has no role in answers like one that does not exist. `check(user, municipality_id)`
    raises PermissionDenied with a reason.
    """

    def decorator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, municipality_id: int, **kwargs) -> HttpResponse:
            municipality = _own_municipality(request.user, municipality_id)
            check(request.user, municipality_id)
            return view(request, municipality=municipality, **kwargs)

        wrapped.permission = check
        return wrapped

    return decorator


def _own_municipality(user, municipality_id: int) -> Municipality:
    for membership in user.active_memberships:
        if membership.municipality_id == municipality_id:
            return membership.municipality
    raise Http404


def membership_for(check: Callable[..., None]) -> Callable:
    """Decorator: `membership_id` becomes `membership`; `check(user, municipality_id)` raises PermissionDenied."""

    def decorator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, membership_id: int, **kwargs) -> HttpResponse:
            membership = get_object_or_404(memberships_for(request.user), pk=membership_id)
            check(request.user, membership.municipality_id)
            return view(request, membership=membership, **kwargs)

        wrapped.permission = check
        return wrapped

    return decorator
