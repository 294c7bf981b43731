"""A document about a school is taken away by the school itself; another school's is not there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from monitoring.models import ExpertMap
from monitoring.views.loading import expert_map_for
from reports.permissions import check_can_read_own_documents
from reports.queries.made_documents import issued_to
from reports.views.handing_over import handed_over


@require_GET
@expert_map_for(check_can_read_own_documents)
def school_document_file(request: HttpRequest, *, expert_map: ExpertMap, paper_id: int) -> HttpResponseBase:
    return handed_over(request, get_object_or_404(issued_to(expert_map), pk=paper_id))
