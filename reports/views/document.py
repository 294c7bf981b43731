"""What is known of one document: its versions, digests, and whether its results still stand?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.documents.kinds import title_of
from reports.models import MadeDocument
from reports.permissions import can_make_documents, check_can_read_documents
from reports.queries.made_documents import versions_of
from reports.queries.results_digest import digest_for
from reports.views.loading import document_for


@require_safe
@document_for(check_can_read_documents)
def document(request: HttpRequest, *, document: MadeDocument) -> HttpResponse:
    versions = versions_of(document)
    is_waiting = any(version.is_waiting for version in versions)
    latest = next((version for version in versions if version.is_ready), None)
    context = {
        "document": document,
        "cycle": document.cycle,
        "kind_title": title_of(document.kind),
        "versions": versions,
        "latest": latest,
        "is_waiting": is_waiting,
        "is_changed": latest is not None
        and latest.results_digest != digest_for(document.cycle, document.school_id, document.kind),
        "may_make": can_make_documents(request.user, document.cycle) and latest is not None and not is_waiting,
    }
    return render(request, "reports/document.html", context)
