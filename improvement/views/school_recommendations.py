"""What the school was advised after a year; the head confirms that it was read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from improvement.permissions import can_confirm, check_can_read_sent
from improvement.views.school_screen import school_page
from monitoring.models import ExpertMap
from monitoring.permissions import fills_for
from monitoring.views.loading import expert_map_for


@require_safe
@expert_map_for(check_can_read_sent)
def school_recommendations(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    context = {
        "expert_map": expert_map,
        "page": school_page(expert_map),
        "may_confirm": can_confirm(request.user, expert_map),
        "is_own": fills_for(request.user, expert_map),
    }
    return render(request, "improvement/school_recommendations.html", context)
