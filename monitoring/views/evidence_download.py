"""A file is read by those who may: as a download that can run nothing, and with a line in the journal."""

from __future__ import annotations

from pathlib import PurePath

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from monitoring.domain.evidence_files import path_of
from monitoring.domain.evidence_viewing import note_viewing
from monitoring.models import Evidence
from monitoring.permissions import check_can_read_evidence
from monitoring.views.loading import shown_file_for


@require_GET
@shown_file_for(check_can_read_evidence)
def evidence_download(request: HttpRequest, *, evidence: Evidence) -> HttpResponseBase:
    path = path_of(evidence.stored_name)
    if not path.is_file():
        raise Http404
    note_viewing(evidence=evidence, by=request.user, at=request.received_at)
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=download_name(evidence), content_type=evidence.content_type
    )
    response.headers["Content-Security-Policy"] = "sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def download_name(evidence: Evidence) -> str:
    """The name the school gave, with the extension of what the file really is."""
    suffix = PurePath(evidence.stored_name).suffix
    name = evidence.original_name or "файл"
    return name if PurePath(name.lower()).suffix in {suffix, suffix.replace("jpg", "jpeg")} else f"{name}{suffix}"
