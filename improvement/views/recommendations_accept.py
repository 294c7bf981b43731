"""All proposed recommendations of the list, or of one school, are accepted at once, after a look at how many."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from improvement.domain.deciding import accept_all
from improvement.permissions import check_can_decide
from improvement.queries.recommendations import recommendations_of
from improvement.views.year_screen import asked_of, titles_of
from monitoring.models import MonitoringCycle
from monitoring.views.loading import cycle_for
from russian.plurals import RECOMMENDATIONS, counted

SHOWN = 20


@require_http_methods(["GET", "POST"])
@cycle_for(check_can_decide)
def recommendations_accept(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    """The number seen travels with the form: a list that moved meanwhile is shown again before anything is accepted."""
    today = cycle.municipality.today(request.received_at)
    asked, school = asked_of(cycle, request.GET, today)
    rows = list(recommendations_of(cycle, replace(asked, state="proposed"), today))
    back = f"{reverse('improvement:recommendations', args=[cycle.pk])}?{request.GET.urlencode()}"
    if request.method == "POST" and request.POST.get("count") == str(len(rows)):
        taken = accept_all(cycle=cycle, ids=[row.pk for row in rows], by=request.user, at=request.received_at)
        messages.success(request, f"Принято: {counted(taken, RECOMMENDATIONS)}.")
        return redirect(back)
    titles = titles_of(cycle)
    context = {
        "cycle": cycle,
        "asked": asked,
        "school": school,
        "title": titles.get(asked.code, ""),
        "count": len(rows),
        "shown": rows[:SHOWN],
        "more": len(rows) - SHOWN if len(rows) > SHOWN else 0,
        "has_moved": request.method == "POST",
        "back": back,
    }
    return render(
        request, "improvement/recommendations_accept.html", context, status=409 if context["has_moved"] else 200
    )
