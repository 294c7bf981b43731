"""How a view gets its document or batch: what a stranger may not see answers 404 like what is absent."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from monitoring.queries.lookup import cycles_for
from reports.models import DocumentBatch, MadeDocument
from reports.queries.made_documents import batch_by_id, document_by_id


def document_for(check: Callable[..., None]) -> Callable:
    """Decorator: turns `document_id` into `document`, then checks permission by its year."""
    return _found_by(document_by_id, "document", check)


def batch_for(check: Callable[..., None]) -> Callable:
    """Decorator: turns `batch_id` into `batch`, then checks permission by its year."""
    return _found_by(batch_by_id, "batch", check)


def _found_by(
    find: Callable[[int], MadeDocument | DocumentBatch | None], name: str, check: Callable[..., None]
) -> Callable:
    def decorator(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def wrapped(request: HttpRequest, **kwargs) -> HttpResponseBase:
            found = find(kwargs.pop(f"{name}_id"))
            if found is None:
                raise Http404
            # The year as this person may see it: what their second reading hides goes with it.
            found.cycle = get_object_or_404(cycles_for(request.user), pk=found.cycle_id)
            check(request.user, found.cycle)
            return view(request, **{name: found}, **kwargs)

        wrapped.permission = check
        return wrapped

    return decorator
