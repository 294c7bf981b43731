"""How a view gets its methodology: another municipality's answers 404 like what is absent."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from scoring.queries.lookup import methodologies_for

View = Callable[..., HttpResponse]


def methodology_for(view: View) -> View:
    """Decorator: `methodology_id` becomes `methodology`. Whoever may find it may read it."""

    @wraps(view)
    def wrapped(request: HttpRequest, methodology_id: int, **kwargs: Any) -> HttpResponse:
        methodology = get_object_or_404(methodologies_for(request.user), pk=methodology_id)
        return view(request, methodology=methodology, **kwargs)

    wrapped.permission = methodologies_for  # type: ignore[attr-defined]
    return wrapped
