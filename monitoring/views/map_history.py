"""Who did what with a map, and when?"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.models import ExpertMap
from monitoring.permissions import check_can_read_map, fills_for
from monitoring.queries.map_history import history_of
from monitoring.views.loading import expert_map_for
from monitoring.views.map_screen.history import event_of
from scoring.queries.rubric import rubric

PAGE = 50


@require_safe
@expert_map_for(check_can_read_map)
def map_history(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    tree = rubric(expert_map.cycle.methodology_id)
    code = request.GET.get("code", "")
    code = code if code in tree.by_code else ""
    entries = history_of(expert_map, for_school=fills_for(request.user, expert_map), code=code)
    page = Paginator(entries, PAGE).get_page(request.GET.get("page"))
    context = {
        "expert_map": expert_map,
        "page": page,
        "events": [event_of(entry, code) for entry in page],
        "indicators": tree.indicators,
        "code": code,
    }
    return render(request, "monitoring/map_history.html", context)
