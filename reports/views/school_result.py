"""What came of one school's year?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.models import ExpertMap
from monitoring.permissions import can_sign, fills_for
from monitoring.views.loading import expert_map_for
from reports.contexts.school_beside import build_beside
from reports.contexts.school_result import build_school_result
from reports.permissions import can_read_district, check_can_read_result


@require_safe
@expert_map_for(check_can_read_result)
def school_result(request: HttpRequest, expert_map: ExpertMap) -> HttpResponse:
    """Without a result the page says what is awaited and until when."""
    result = build_school_result(expert_map, at=request.received_at)
    of_department = can_read_district(request.user, expert_map.cycle)
    context = {
        "result": result,
        "of_department": of_department,
        "beside": build_beside(expert_map, result.maxima) if of_department and result.result else None,
        "may_object": result.takes_objections and can_sign(request.user, expert_map),
        "is_own": fills_for(request.user, expert_map),
    }
    template = "reports/school_result.html" if result.result else "reports/school_awaited.html"
    return render(request, template, context)
