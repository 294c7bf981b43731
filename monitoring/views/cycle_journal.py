"""Who did what in a year, and when? On the page in words, or as a table to keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_run_cycle
from monitoring.queries.journal import entries_of
from monitoring.views.cycle_screen.journal import HEADERS, Reader, journal_form, narrowing_of, table_rows
from monitoring.views.loading import cycle_for
from monitoring.views.tables import csv_response, xlsx_response

PAGE = 50
TABLES = frozenset({"csv", "xlsx"})


@require_safe
@cycle_for(check_can_run_cycle)
def cycle_journal(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    reader = Reader.of(cycle)
    form = journal_form(request.GET, cycle, reader)
    entries = entries_of(cycle, narrowing_of(form))
    if request.GET.get("format") in TABLES and form.is_valid():
        return _table(request.GET["format"], table_rows(entries, reader, cycle), cycle)
    page = Paginator(entries, PAGE).get_page(request.GET.get("page"))
    context = {
        "cycle": cycle,
        "form": form,
        "page": page,
        "rows": [reader.row_of(entry) for entry in page],
        "address": request.GET.urlencode(),
    }
    return render(request, "monitoring/cycle_journal.html", context)


def _table(kind: str, rows: Iterable[Sequence[str]], cycle: MonitoringCycle) -> HttpResponse:
    name = f"journal-{cycle.school_year}"
    if kind == "csv":
        return csv_response(name, HEADERS, rows)
    return xlsx_response(name, f"Журнал за {cycle.school_year}-{cycle.school_year + 1}", HEADERS, rows)
