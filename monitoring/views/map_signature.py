"""The head puts a file of an electronic signature beside what was signed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from monitoring.domain.detached_signature import attach_signature
from monitoring.errors import MonitoringError
from monitoring.forms.submission import SignatureForm
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_sign
from monitoring.views.loading import expert_map_for
from monitoring.views.map_receipt import show_receipt


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_sign)
def map_signature(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    if request.method == "GET":  # where signing in again leads back to
        return redirect("monitoring:map_receipt", map_id=expert_map.pk)
    form = SignatureForm(request.POST, request.FILES)
    if form.is_valid() and _attached(request, expert_map, form):
        messages.success(request, "Файл подписи приложен. Система его не проверяла.")
        return redirect("monitoring:map_receipt", map_id=expert_map.pk)
    return show_receipt(request, expert_map, form, status=422)


def _attached(request: HttpRequest, expert_map: ExpertMap, form: SignatureForm) -> bool:
    try:
        upload = form.cleaned_data["file"]
        attach_signature(expert_map=expert_map, upload=upload, by=request.user, at=request.received_at)
    except MonitoringError as refusal:
        form.add_error("file", str(refusal))
    return not form.errors
