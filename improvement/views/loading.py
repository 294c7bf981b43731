"""How does a view get its rule or recommendation: what a stranger may not see answers 404 like what is absent."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from improvement.queries.bank import rules_visible_to
from improvement.queries.recommendations import recommendations_visible_to
from monitoring.queries.lookup import cycles_for


def rule_for(check: Callable[..., None]) -> Callable:
    """Decorator: `rule_id` becomes `rule`; `check(user, municipality_id)` raises PermissionDenied."""

    def decorator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, rule_id: int, **kwargs) -> HttpResponse:
            rule = get_object_or_404(rules_visible_to(request.user), pk=rule_id)
            check(request.user, rule.municipality_id)
            return view(request, rule=rule, **kwargs)

        wrapped.permission = check
        return wrapped

    return decorator


def recommendation_for(check: Callable[..., None]) -> Callable:
    """Decorator: `recommendation_id` becomes `recommendation` with its school and cycle.

    `check(user, cycle)` raises PermissionDenied.
    """

    def decorator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, recommendation_id: int, **kwargs) -> HttpResponse:
            recommendation = get_object_or_404(recommendations_visible_to(request.user), pk=recommendation_id)
            recommendation.cycle = get_object_or_404(cycles_for(request.user), pk=recommendation.cycle_id)
            check(request.user, recommendation.cycle)
            return view(request, recommendation=recommendation, **kwargs)

        wrapped.permission = check
        return wrapped

    return decorator
