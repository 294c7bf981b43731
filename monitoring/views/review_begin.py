"""A submitted map is opened for checking: from now on it stands still."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from monitoring.domain.checking import begin_check
from monitoring.errors import MonitoringError
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_review_map
from monitoring.queries.desk import map_on_desk
from monitoring.views.answering import wants_parts
from monitoring.views.loading import expert_map_for
from monitoring.views.review_screen.strip import strip_of
from monitoring.views.review_screen.way import way_of


@require_POST
@expert_map_for(check_can_review_map, map_on_desk)
def review_begin(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    """To the first claim without a verdict; the script, which is on the desk already, gets an empty answer."""
    refused = ""
    try:
        begin_check(expert_map=expert_map, by=request.user, at=request.received_at)
    except MonitoringError as refusal:
        refused = str(refusal)
    if wants_parts(request):
        return HttpResponse(status=409 if refused else 204)
    if refused:
        messages.error(request, refused)
        return redirect("monitoring:review_map", map_id=expert_map.pk)
    return redirect(way_of(request.GET, strip_of(expert_map), "", request.user).onward)
