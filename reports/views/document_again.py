"""A ready document is made anew, as its next version, and it is said why."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from reports.documents.kinds import title_of
from reports.domain.asking import ask_anew
from reports.forms import AgainForm
from reports.models import MadeDocument
from reports.permissions import check_can_make_documents
from reports.views.loading import document_for


@require_http_methods(["GET", "POST"])
@document_for(check_can_make_documents)
def document_again(request: HttpRequest, *, document: MadeDocument) -> HttpResponse:
    if not document.is_ready:
        raise Http404
    form = AgainForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        context = {"document": document, "cycle": document.cycle, "form": form, "kind_title": title_of(document.kind)}
        return render(request, "reports/document_again.html", context, status=422 if form.errors else 200)
    reason = form.cleaned_data["reason"]
    anew = ask_anew(document=document, reason=reason, by=request.user, at=request.received_at)
    messages.success(request, f"Составляется версия {anew.version}, №\u00a0{anew.number}. Прежняя остаётся как есть.")
    return redirect("reports:document", document_id=anew.pk)
