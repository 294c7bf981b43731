"""How is one press about a link on the desk answered? Back at the same claim, with what was done in words."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

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
    asked = f"?{request.GET.urlencode()}" if request.GET else ""  # the order of work, and the piece that is open
    return redirect(f"{reverse('monitoring:review_desk', args=[expert_map.pk, code])}{asked}")


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
