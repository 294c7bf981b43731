"""How a view gets its map, cycle, reading or evidence: what a stranger may not see answers 404 like what is absent."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from operator import attrgetter

from django.http import Http404, HttpRequest, HttpResponse

from monitoring.models import Evidence, ExpertMap
from monitoring.permissions import fills_for
from monitoring.queries.lookup import cycle_of, evidence_for, map_for, readings_for
from monitoring.queries.review_reasons import reasons_visible_to
from schools.access import among, found_for, municipality_of


def expert_map_for(check: Callable[..., None], found_by: Callable[..., ExpertMap | None] = map_for) -> Callable:
    """Decorator: turns `map_id` into `expert_map` (school, cycle and municipality with it), then checks permission.

    `check(user, expert_map)` raises PermissionDenied with a reason. `found_by(user, map_id)` is the map, with whatever
    more the screen reads in the same query, or None where the person may not name it.
    """
    return found_for("expert_map", found_by, check, given="map_id")


def cycle_for(check: Callable[..., None]) -> Callable:
    """Decorator: turns `cycle_id` into `cycle` (with municipality, methodology, stages), then checks permission."""
    return found_for("cycle", cycle_of, check)


def reading_for(check: Callable[..., None]) -> Callable:
    """Decorator: turns `reading_id` into `reading` (claim, map, first verdict with it), then checks permission."""
    return found_for("reading", among(readings_for), check)


def evidence_piece_for(check: Callable[..., None]) -> Callable:
    """Decorator: turns `evidence_id` into `evidence`, then checks permission by its map."""
    return found_for("evidence", among(evidence_for), check, of=attrgetter("expert_map"))


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
    return found_for("reason", among(reasons_visible_to), check, of=municipality_of)
