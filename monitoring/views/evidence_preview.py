"""A file is read in the page: pictures of its pages, or its text and tables, made by our own server."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from monitoring.domain.evidence_viewing import note_showing
from monitoring.models import Evidence
from monitoring.permissions import check_can_read_evidence
from monitoring.queries.expert_map import codes_behind, revisions_of
from monitoring.views.answering import parts, wants_parts
from monitoring.views.evidence_shown import shown
from monitoring.views.loading import shown_file_for


@require_GET
@shown_file_for(check_can_read_evidence)
def evidence_preview(request: HttpRequest, *, evidence: Evidence) -> HttpResponse:
    """The whole page, or for a script the part of it that shows the file."""
    note_showing(evidence=evidence, by=request.user, at=request.received_at)
    context = {"piece": evidence, "shown": shown(evidence, request.GET.get("part", ""))}
    if wants_parts(request):
        return parts(request, "monitoring/_evidence_rendition.html", context, outcome="shown")
    context |= {"codes": codes_behind(evidence), "revisions": revisions_of(evidence)}
    return render(request, "monitoring/evidence_preview.html", context)
