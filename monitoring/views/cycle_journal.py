"""Who did what in a year, and when? On the page in words, or as a table to keep."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_run_cycle
from monitoring.queries.journal import entries_of
from monitoring.views.cycle_screen.journal import Reader, as_csv, journal_form, narrowing_of
from monitoring.views.loading import cycle_for

PAGE = 50


@require_safe
@cycle_for(check_can_run_cycle)
def cycle_journal(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    reader = Reader.of(cycle)
    form = journal_form(request.GET, cycle, reader)
    entries = entries_of(cycle, narrowing_of(form))
    if request.GET.get("format") == "csv" and form.is_valid():
        return as_csv(entries, reader, cycle)
    page = Paginator(entries, PAGE).get_page(request.GET.get("page"))
    context = {
        "cycle": cycle,
        "form": form,
        "page": page,
        "rows": [reader.row_of(entry) for entry in page],
        "address": request.GET.urlencode(),
    }
    return render(request, "monitoring/cycle_journal.html", context)
