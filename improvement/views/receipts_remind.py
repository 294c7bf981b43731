"""Schools that have not confirmed are written to again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from improvement.domain.receipt import remind_to_confirm
from improvement.errors import ImprovementError
from improvement.permissions import check_can_send
from improvement.queries.editions import receipt_counts
from improvement.views.recommendations_send import tell
from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for


@require_http_methods(["GET", "POST"])
@cycle_for(check_can_send)
def receipts_remind(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    if request.method == "GET":
        context = {
            "cycle": cycle,
            "count": receipt_counts(cycle)["unread"],
            "back": reverse("improvement:receipts", args=[cycle.pk]),
        }
        return render(request, "improvement/receipts_remind.html", context)
    try:
        tell(request, remind_to_confirm(cycle=cycle, by=request.user, at=request.received_at))
    except ImprovementError as refusal:
        messages.error(request, str(refusal))
    return redirect("improvement:receipts", cycle.pk)
