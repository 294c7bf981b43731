"""Which schools have confirmed that they read the recommendations, and which have not?"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from improvement.permissions import can_send, check_can_read_recommendations
from improvement.queries.editions import RECEIPTS, receipt_counts
from improvement.queries.editions import receipts as receipts_in
from monitoring.models import MonitoringCycle
from monitoring.views.cycle_screen.choice import choices_of, known, search_text
from monitoring.views.loading import cycle_for

PAGE = 50


@require_safe
@cycle_for(check_can_read_recommendations)
def receipts(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    state, text = known(request.GET.get("state"), RECEIPTS), search_text(request.GET.get("q", ""))
    counts = receipt_counts(cycle)
    context = {
        "cycle": cycle,
        "counts": counts,
        "choices": choices_of({key: title for key, (title, _) in RECEIPTS.items()}, counts, state),
        "state": state,
        "text": text,
        "page": Paginator(receipts_in(cycle, state, text), PAGE).get_page(request.GET.get("page")),
        "may_send": can_send(request.user, cycle),
    }
    return render(request, "improvement/receipts.html", context)
