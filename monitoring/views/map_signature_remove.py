"""The head takes the file of a signature away, once more asked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.detached_signature import remove_signature
from monitoring.errors import MonitoringError
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_sign
from monitoring.views.loading import expert_map_for
from monitoring.views.map_screen.receipt import receipt_page


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_sign)
def map_signature_remove(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    if request.method == "POST":
        return _remove(request, expert_map)
    page = receipt_page(expert_map, user=request.user, at=request.received_at)
    if page is None or page.signature is None or not page.may_change:
        return redirect("monitoring:map_receipt", map_id=expert_map.pk)
    return render(request, "monitoring/map_signature_remove.html", {"page": page, "expert_map": expert_map})


def _remove(request: HttpRequest, expert_map: ExpertMap) -> HttpResponse:
    try:
        remove_signature(expert_map=expert_map, by=request.user, at=request.received_at)
    except MonitoringError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Файл подписи убран. Его имя и контрольная сумма остались в истории карты.")
    return redirect("monitoring:map_receipt", map_id=expert_map.pk)
