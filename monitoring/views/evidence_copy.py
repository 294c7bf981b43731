"""The words kept of a page a school put forward: text only, with its date, address and digest."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from monitoring.models import Evidence, LinkCheck
from monitoring.permissions import can_review_map, check_can_read_evidence, fills_for
from monitoring.queries.links import checks_with_copy, codes_of, copy_text
from monitoring.views.answering import place_of
from monitoring.views.loading import evidence_piece_for


@require_safe
@evidence_piece_for(check_can_read_evidence)
def evidence_copy(request: HttpRequest, *, evidence: Evidence) -> HttpResponse:
    copies = checks_with_copy(evidence)
    if not copies or (evidence.removed_at is not None and not fills_for(request.user, evidence.expert_map)):
        raise Http404
    shown = _asked_for(copies, request.GET.get("look", ""))
    context = {
        "evidence": evidence,
        "copies": copies,
        "shown": shown,
        "text": copy_text(shown),
        "back": _back(evidence, request.user),
    }
    return render(request, "monitoring/evidence_copy.html", context)


def _asked_for(copies: list[LinkCheck], look: str) -> LinkCheck:
    """The copy named in the address, else the latest."""
    return next((copy for copy in copies if str(copy.pk) == look), copies[0])


def _back(evidence: Evidence, user) -> str:
    """To the desk for who judges the map, to the map for the others; at the first indicator it stands behind."""
    codes = codes_of(evidence)
    if not codes:
        return reverse("monitoring:expert_map", args=[evidence.expert_map_id])
    if can_review_map(user, evidence.expert_map):
        return reverse("monitoring:review_desk", args=[evidence.expert_map_id, codes[0]])
    return place_of(evidence.expert_map, codes[0])
