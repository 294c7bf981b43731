"""The last versions of a year's documents are taken away together."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.documents.kinds import makers, name_of
from reports.domain.finishing import note_taking_all
from reports.permissions import check_can_read_documents
from reports.queries.made_documents import latest_ready
from reports.views.documents_screen.archive import archive_of, stream
from reports.views.sending import file_name


@require_GET
@cycle_for(check_can_read_documents)
def documents_zip(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponseBase:
    """Of the kinds in the address, of all without one; streamed from the stored files."""
    names = [name_of(*pair) for pair in makers()]
    asked = [name for name in names if name in request.GET.getlist("what")] or names
    documents = latest_ready(cycle, asked)
    if not documents:
        messages.info(request, "Готовых документов ещё нет. Сначала составьте их.")
        return redirect("reports:documents", cycle_id=cycle.pk)
    note_taking_all(cycle=cycle, count=len(documents), by=request.user, at=request.received_at)
    name = file_name(f"Документы мониторинга {cycle.year_title}", "zip")
    response = StreamingHttpResponse(stream(archive_of(documents, cycle.municipality)), content_type="application/zip")
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response
