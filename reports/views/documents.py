"""Which documents of a year are made, which are not, and how far is the making?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from reports.permissions import check_can_read_documents
from reports.views.documents_screen.page import documents_page


@require_safe
@cycle_for(check_can_read_documents)
def documents(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    page = documents_page(cycle, request.GET, request.user, request.received_at)
    return render(request, "reports/documents.html", page)
