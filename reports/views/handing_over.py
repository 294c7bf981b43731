"""How is a made document handed over: the stored bytes as they are, with a line in the journal?"""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response

from reports.domain.finishing import note_taking
from reports.models import MadeDocument
from reports.views.sending import CONTENT_TYPES, file_name


def handed_over(request: HttpRequest, document: MadeDocument) -> HttpResponseBase:
    """To a person who may have it; a file that is not there answers 404 like one that was never made."""
    if not document.is_ready or not document.path.is_file():
        raise Http404
    tag = f'"{document.sha256}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=tag)
    if response is None:
        note_taking(document=document, by=request.user, at=request.received_at)
        response = FileResponse(
            document.path.open("rb"),
            as_attachment=True,
            filename=file_name(f"{document.title}, версия {document.version}", document.file_format),
            content_type=CONTENT_TYPES[document.file_format],
        )
    response.headers["ETag"] = tag
    response.headers["Content-Security-Policy"] = "sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
