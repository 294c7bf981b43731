"""Which reminders were written to whom, and did they leave?"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_run_cycle
from monitoring.queries.reminders import SENT_FILTERS, reminders_of, sent_counts
from monitoring.views.cycle_screen.choice import choices_of, known, search_text
from monitoring.views.loading import cycle_for

PAGE = 50


@require_safe
@cycle_for(check_can_run_cycle)
def cycle_remind_sent(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    state, text = known(request.GET.get("state"), SENT_FILTERS), search_text(request.GET.get("q", ""))
    page = Paginator(reminders_of(cycle, state=state, text=text), PAGE).get_page(request.GET.get("page"))
    titles = {key: title for key, (title, _) in SENT_FILTERS.items()}
    context = {
        "cycle": cycle,
        "filters": choices_of(titles, sent_counts(cycle), state),
        "state": state,
        "text": text,
        "page": page,
    }
    return render(request, "monitoring/cycle_remind_sent.html", context)
