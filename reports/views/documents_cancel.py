"""The rest of a batch is stopped."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from reports.domain.asking import cancel
from reports.models import DocumentBatch
from reports.permissions import check_can_make_documents
from reports.queries.made_documents import progress_of
from reports.views.loading import batch_for
from russian.plurals import DOCUMENTS, counted


@require_http_methods(["GET", "POST"])
@batch_for(check_can_make_documents)
def documents_cancel(request: HttpRequest, *, batch: DocumentBatch) -> HttpResponse:
    if request.method == "GET":
        progress = progress_of(batch.documents.all(), batch.total)
        context = {"batch": batch, "cycle": batch.cycle, "progress": progress}
        return render(request, "reports/documents_cancel.html", context)
    stopped = cancel(batch=batch, by=request.user, at=request.received_at)
    if stopped:
        messages.success(request, f"Остановлено. Не будет составлено: {counted(stopped, DOCUMENTS)}.")
    else:
        messages.info(request, "Останавливать уже нечего: всё составлено или остановлено раньше.")
    return redirect("reports:documents", cycle_id=batch.cycle_id)
