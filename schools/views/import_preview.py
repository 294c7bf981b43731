"""What a sheet would change, the «да», and what it has changed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from schools.access import draft_for
from schools.domain.import_draft import apply_draft
from schools.errors import RegisterError
from schools.models import ImportDraft
from schools.permissions import check_can_keep_register
from schools.queries.import_preview import applied_counts, preview


@require_http_methods(["GET", "HEAD", "POST"])
@draft_for(check_can_keep_register)
def import_preview(request: HttpRequest, draft: ImportDraft) -> HttpResponse:
    if request.method == "POST":
        return _apply(request, draft)
    context = {"municipality": draft.municipality, "draft": draft}
    if draft.applied_at is not None:
        return render(request, "schools/import_result.html", context | {"counts": applied_counts(draft)})
    today = draft.municipality.today(request.received_at)
    return render(request, "schools/import_preview.html", context | {"preview": preview(draft, today=today)})


def _apply(request: HttpRequest, draft: ImportDraft) -> HttpResponse:
    try:
        apply_draft(draft=draft, by=request.user, at=request.received_at)
    except RegisterError as refusal:
        messages.error(request, str(refusal))
    return redirect("schools:import_preview", draft.pk)
