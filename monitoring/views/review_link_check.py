"""The reviewer asks for another look at a link."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from monitoring.domain.link_watch import ask_again
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_review_map
from monitoring.views.link_acting import act_on_link
from monitoring.views.loading import expert_map_for


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_review_map)
def review_link_check(request: HttpRequest, *, expert_map: ExpertMap, code: str, evidence_id: int) -> HttpResponse:
    return act_on_link(request, expert_map, code, evidence_id, ask_again, "Ссылка «{}» будет проверена ещё раз.")
