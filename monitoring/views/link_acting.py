"""How is one press about a link on the desk answered? Back at the same claim, with what was done in words."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from monitoring.errors import MonitoringError
from monitoring.models import ExpertMap
from monitoring.queries.links import link_of_map
from monitoring.views.answering import indicator_or_404


def act_on_link(
    request: HttpRequest, expert_map: ExpertMap, code: str, evidence_id: int, verb: Callable, said: str
) -> HttpResponse:
    """GET is where signing in again leads back to: it changes nothing."""
    indicator_or_404(expert_map, code)
    if request.method == "POST":
        _carry_out(request, expert_map, code, evidence_id, verb, said)
    return redirect("monitoring:review_desk", map_id=expert_map.pk, code=code)


def _carry_out(
    request: HttpRequest, expert_map: ExpertMap, code: str, evidence_id: int, verb: Callable, said: str
) -> None:
    evidence = link_of_map(expert_map, evidence_id)
    if evidence is None:
        raise Http404
    try:
        verb(expert_map=expert_map, code=code, evidence=evidence, by=request.user, at=request.received_at)
    except MonitoringError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said.format(evidence.title))
