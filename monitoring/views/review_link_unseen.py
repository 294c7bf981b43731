"""The reviewer takes «открыл, видел» back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from monitoring.domain.link_watch import unmark_seen
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_review_map
from monitoring.views.link_acting import act_on_link
from monitoring.views.loading import expert_map_for


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_review_map)
def review_link_unseen(request: HttpRequest, *, expert_map: ExpertMap, code: str, evidence_id: int) -> HttpResponse:
    return act_on_link(request, expert_map, code, evidence_id, unmark_seen, "Отметка «открыл, видел» снята: «{}».")
