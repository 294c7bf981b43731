"""How a view gets its municipality: found among the person's own, or 404; then the permission, or 403 with a reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from operator import attrgetter

from django.http import HttpRequest

from accounts.models import User
from accounts.queries.people import memberships_for
from schools.access import among, found_for, municipality_of
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
    return found_for("municipality", _own_municipality, check, of=attrgetter("pk"))


def _own_municipality(user, municipality_id: int) -> Municipality | None:
    own = (row.municipality for row in user.active_memberships if row.municipality_id == municipality_id)
    return next(own, None)


def membership_for(check: Callable[..., None]) -> Callable:
    """Decorator: `membership_id` becomes `membership`; `check(user, municipality_id)` raises PermissionDenied."""
    return found_for("membership", among(memberships_for), check, of=municipality_of)
