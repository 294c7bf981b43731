"""A made document is taken away by the department."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from reports.models import MadeDocument
from reports.permissions import check_can_read_documents
from reports.views.handing_over import handed_over
from reports.views.loading import document_for


@require_GET
@document_for(check_can_read_documents)
def document_file(request: HttpRequest, *, document: MadeDocument) -> HttpResponseBase:
    return handed_over(request, document)
