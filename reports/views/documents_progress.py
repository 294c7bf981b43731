"""How far is the making now? Asked again and again by the page while it lasts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.views.answering import OUTCOME, wants_parts
from monitoring.views.loading import cycle_for
from reports.permissions import can_make_documents, check_can_read_documents
from reports.views.documents_screen.progress import progress_context


@require_safe
@cycle_for(check_can_read_documents)
def documents_progress(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    """The part alone for the page's script; to a person, the whole page."""
    if not wants_parts(request):
        return redirect("reports:documents", cycle_id=cycle.pk)
    context = progress_context(cycle, request.received_at)
    context |= {"cycle": cycle, "may_make": can_make_documents(request.user, cycle)}
    response = render(request, "reports/_documents_progress.html", context)
    response.headers[OUTCOME] = "running" if context["is_running"] else "done"
    return response
