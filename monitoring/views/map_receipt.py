"""What was signed, by whom, when, and what happens next."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.models import ExpertMap
from monitoring.permissions import check_can_read_map, fills_for
from monitoring.queries.expert_map import submissions_of
from monitoring.queries.receipts import is_unchanged
from monitoring.views.loading import expert_map_for
from monitoring.views.map_screen.year import term_of, year_line


@require_safe
@expert_map_for(check_can_read_map)
def map_receipt(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    submissions = submissions_of(expert_map)
    if not submissions:
        raise Http404
    context = {
        "expert_map": expert_map,
        "receipt": submissions[0],
        "unchanged": is_unchanged(submissions[0]),
        "earlier": submissions[1:],
        "line": year_line(expert_map, request.received_at),
        "term": term_of(expert_map, request.received_at),
        "is_own": fills_for(request.user, expert_map),
    }
    return render(request, "monitoring/map_receipt.html", context)
