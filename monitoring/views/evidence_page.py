"""One page of a file as a picture our server made: it can run nothing and names nobody outside."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from monitoring.domain.evidence_rendition import page_picture
from monitoring.domain.evidence_viewing import note_showing
from monitoring.models import Evidence
from monitoring.permissions import check_can_read_evidence
from monitoring.views.loading import shown_file_for


@require_GET
@shown_file_for(check_can_read_evidence)
def evidence_page(request: HttpRequest, *, evidence: Evidence, number: int) -> HttpResponse:
    picture = page_picture(evidence, number)
    if picture is None:
        raise Http404
    note_showing(evidence=evidence, by=request.user, at=request.received_at)
    response = HttpResponse(picture.read_bytes(), content_type="image/png")
    response.headers["Content-Security-Policy"] = "sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
