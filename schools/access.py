"""How a view gets its municipality, school or sheet: what a stranger may not see answers 404 like what is absent;
then the permission, or 403 with a reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from schools.queries.lookup import drafts_for, own_municipality, schools_for
from schools.queries.reference_mapping import form_years, mappings_for

View = Callable[..., HttpResponse]
Check = Callable[[Any, Any], None]


def municipality_for(check: Check) -> Callable[[View], View]:
    """Decorator: `municipality_id` becomes `municipality`; `check(user, municipality_id)` raises PermissionDenied."""

    def decorator(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, municipality_id: int, **kwargs: Any) -> HttpResponse:
            municipality = own_municipality(request.user, municipality_id)
            if municipality is None:
                raise Http404
            check(request.user, municipality_id)
            return view(request, municipality=municipality, **kwargs)

        wrapped.permission = check  # type: ignore[attr-defined]
        return wrapped

    return decorator


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

    def decorator(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, mapping_id: int, **kwargs: Any) -> HttpResponse:
            mapping = get_object_or_404(mappings_for(request.user), pk=mapping_id)
            check(request.user, mapping.municipality_id)
            return view(request, mapping=mapping, **kwargs)

        wrapped.permission = check  # type: ignore[attr-defined]
        return wrapped

    return decorator


def school_for(check: Check) -> Callable[[View], View]:
    """Decorator: `school_id` becomes `school` with its municipality; `check(user, school)` raises PermissionDenied."""

    def decorator(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, school_id: int, **kwargs: Any) -> HttpResponse:
            school = get_object_or_404(schools_for(request.user), pk=school_id)
            check(request.user, school)
            return view(request, school=school, **kwargs)

        wrapped.permission = check  # type: ignore[attr-defined]
        return wrapped

    return decorator


def draft_for(check: Check) -> Callable[[View], View]:
    """Decorator: `draft_id` becomes `draft`; `check(user, municipality_id)` raises PermissionDenied."""

    def decorator(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, draft_id: int, **kwargs: Any) -> HttpResponse:
            draft = get_object_or_404(drafts_for(request.user), pk=draft_id)
            check(request.user, draft.municipality_id)
            return view(request, draft=draft, **kwargs)

        wrapped.permission = check  # type: ignore[attr-defined]
        return wrapped

    return decorator
