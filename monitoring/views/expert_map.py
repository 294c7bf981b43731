"""The page of a map: 23 indicators, where they lead, until when."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monitoring.models import ExpertMap
from monitoring.permissions import check_can_read_map
from monitoring.queries.figures import map_with_figures
from monitoring.views.answering import show_map
from monitoring.views.loading import expert_map_for


@require_safe
@expert_map_for(check_can_read_map, found_by=map_with_figures)
def expert_map(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    return show_map(request, expert_map)
