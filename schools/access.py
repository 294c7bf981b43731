"""How a view gets what its address names: what a stranger may not see answers 404 like what is absent; then the
permission, or 403 with a reason. The door of every app, and the doors to municipalities, schools and sheets."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from schools.queries.lookup import drafts_for, own_municipality, schools_for
from schools.queries.reference_mapping import form_years, mappings_for

View = Callable[..., HttpResponse]
Check = Callable[[Any, Any], None]
Find = Callable[[Any, int], Any]

municipality_of = attrgetter("municipality_id")


def found_for(
    name: str, find: Find, check: Check, *, of: Callable[[Any], Any] = lambda found: found, given: str = ""
) -> Callable[[View], View]:
    """Decorator: `name`_id of the address, or what is `given` there, becomes `name` by find(user, id); None is a 404.

    Then check(user, of(found)) raises PermissionDenied with a reason fit to show.
    """
    address = given or f"{name}_id"

    def decorator(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            found = find(request.user, kwargs.pop(address))
            if found is None:
                raise Http404
            check(request.user, of(found))
            return view(request, **{name: found}, **kwargs)

        wrapped.permission = check  # type: ignore[attr-defined]
        return wrapped

    return decorator


def among(rows_for: Callable[[Any], QuerySet]) -> Find:
    """Finds by primary key among the rows the person may see."""
    return lambda user, pk: get_object_or_404(rows_for(user), pk=pk)


def municipality_for(check: Check) -> Callable[[View], View]:
    """Decorator: `municipality_id` becomes `municipality`; `check(user, municipality_id)` raises PermissionDenied."""
    return found_for("municipality", own_municipality, check, of=attrgetter("pk"))


def form_year_for(check: Check) -> Callable[[View], View]:
    """Decorator: as municipality_for, with `form_year`, the year of a form of ОО-1; far years do not exist."""

    def decorator(view: View) -> View:
        @municipality_for(check)
        @wraps(view)
        def wrapped(request: HttpRequest, municipality: Any, form_year: int, **kwargs: Any) -> HttpResponse:
            if form_year not in form_years(municipality.today(request.received_at)):  # type: ignore[attr-defined]
                raise Http404
            return view(request, municipality=municipality, form_year=form_year, **kwargs)

        return wrapped

    return decorator


def mapping_for(check: Check) -> Callable[[View], View]:
    """Decorator: `mapping_id` becomes `mapping`; `check(user, municipality_id)` raises PermissionDenied."""
    return found_for("mapping", among(mappings_for), check, of=municipality_of)


def school_for(check: Check) -> Callable[[View], View]:
    """Decorator: `school_id` becomes `school` with its municipality; `check(user, school)` raises PermissionDenied."""
    return found_for("school", among(schools_for), check)


def draft_for(check: Check) -> Callable[[View], View]:
    """Decorator: `draft_id` becomes `draft`; `check(user, municipality_id)` raises PermissionDenied."""
    return found_for("draft", among(drafts_for), check, of=municipality_of)
