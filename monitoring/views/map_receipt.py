"""What was signed, by whom, when, and what happens next."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.forms.submission import SignatureForm
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_read_map
from monitoring.views.loading import expert_map_for
from monitoring.views.map_screen.receipt import receipt_page


@require_safe
@expert_map_for(check_can_read_map)
def map_receipt(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    return show_receipt(request, expert_map, SignatureForm())


def show_receipt(
    request: HttpRequest, expert_map: ExpertMap, form: SignatureForm, *, status: int = 200
) -> HttpResponse:
    page = receipt_page(expert_map, user=request.user, at=request.received_at)
    if page is None:
        raise Http404
    context = {"page": page, "expert_map": expert_map, "receipt": page.receipt, "form": form}
    return render(request, "monitoring/map_receipt.html", context, status=status)
