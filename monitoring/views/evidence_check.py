"""The school asks for another look at a link of its map."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from monitoring.domain.link_watch import ask_again
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_fill
from monitoring.queries.figures import map_with_figures
from monitoring.views.answering import indicator_or_404, place_of
from monitoring.views.evidence_answering import act_on
from monitoring.views.loading import expert_map_for


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_fill, found_by=map_with_figures)
def evidence_check(request: HttpRequest, *, expert_map: ExpertMap, code: str, evidence_id: int) -> HttpResponse:
    indicator_or_404(expert_map, code)
    if request.method == "GET":  # where signing in again leads back to
        return redirect(place_of(expert_map, code))
    return act_on(request, expert_map, code, evidence_id, ask_again, "Ссылка «{}» будет проверена ещё раз.")
