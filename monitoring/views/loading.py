"""How a view gets its map, cycle, reading or evidence: what a stranger may not see answers 404 like what is absent."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from monitoring.models import Evidence, ExpertMap
from monitoring.permissions import fills_for
from monitoring.queries.lookup import cycle_of, evidence_for, map_for, readings_for
from monitoring.queries.review_reasons import reasons_visible_to

Found = TypeVar("Found")


def expert_map_for(check: Callable[..., None], found_by: Callable[..., ExpertMap | None] = map_for) -> Callable:
    """Decorator: turns `map_id` into `expert_map` (school, cycle and municipality with it), then checks permission.

    `check(user, expert_map)` raises PermissionDenied with a reason. `found_by(user, map_id)` is the map, with whatever
    more the screen reads in the same query, or None where the person may not name it.
    """

    def decorator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, map_id: int, **kwargs) -> HttpResponse:
            expert_map = _or_404(found_by(request.user, map_id))
            check(request.user, expert_map)
            return view(request, expert_map=expert_map, **kwargs)

        wrapped.permission = check
        return wrapped

    return decorator


def _or_404(found: Found | None) -> Found:
    if found is None:
        raise Http404
    return found


def cycle_for(check: Callable[..., None]) -> Callable:
    """Decorator: turns `cycle_id` into `cycle` (with municipality, methodology, stages), then checks permission."""

    def decorator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, cycle_id: int, **kwargs) -> HttpResponse:
            cycle = _or_404(cycle_of(request.user, cycle_id))
            check(request.user, cycle)
            return view(request, cycle=cycle, **kwargs)

        wrapped.permission = check
        return wrapped

    return decorator


def reading_for(check: Callable[..., None]) -> Callable:
    """Decorator: turns `reading_id` into `reading` (claim, map, first verdict with it), then checks permission."""

    def decorator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, reading_id: int, **kwargs) -> HttpResponse:
            reading = get_object_or_404(readings_for(request.user), pk=reading_id)
            check(request.user, reading)
            return view(request, reading=reading, **kwargs)

        wrapped.permission = check
        return wrapped

    return decorator


def evidence_piece_for(check: Callable[..., None]) -> Callable:
    """Decorator: turns `evidence_id` into `evidence`, then checks permission by its map."""

    def decorator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, evidence_id: int, **kwargs) -> HttpResponse:
            evidence = get_object_or_404(evidence_for(request.user), pk=evidence_id)
            check(request.user, evidence.expert_map)
            return view(request, evidence=evidence, **kwargs)

        wrapped.permission = check
        return wrapped

    return decorator


def shown_file_for(check: Callable[..., None]) -> Callable:
    """The same for a file: a link answers 404, and so does a file the school took away, which is its own again."""

    def decorator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @evidence_piece_for(check)
        @wraps(view)
        def wrapped(request: HttpRequest, *, evidence: Evidence, **kwargs) -> HttpResponse:
            if not evidence.is_file or (evidence.is_withdrawn and not fills_for(request.user, evidence.expert_map)):
                raise Http404
            return view(request, evidence=evidence, **kwargs)

        return wrapped

    return decorator


def review_reason_for(check: Callable[..., None]) -> Callable:
    """Decorator: turns `reason_id` into `reason` with its municipality; `check(user, municipality_id)` raises."""

    def decorator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, reason_id: int, **kwargs) -> HttpResponse:
            reason = get_object_or_404(reasons_visible_to(request.user), pk=reason_id)
            check(request.user, reason.municipality_id)
            return view(request, reason=reason, **kwargs)

        wrapped.permission = check
        return wrapped

    return decorator
