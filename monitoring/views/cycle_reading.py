"""The second reading of a year: draw a sample, see how far it is, how well two readings agree, where they differ."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.second_reading import draw_sample, why_not_drawn
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.forms.second_reading import DrawForm
from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_run_cycle
from monitoring.views.cycle_screen.choice import known
from monitoring.views.loading import cycle_for
from monitoring.views.reading_screen.sample import (
    HEADERS,
    SecondReadings,
    in_words,
    kappa_words,
    percent_words,
    second_readings_of,
    table_rows,
)
from monitoring.views.tables import csv_response, xlsx_response
from russian.plurals import INDICATORS, counted

PAGE = 50
USUAL_SHARE = 10


@require_http_methods(["GET", "POST"])
@cycle_for(check_can_run_cycle)
def cycle_reading(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    if request.method == "POST":
        return _draw(request, cycle, DrawForm(request.POST))
    readings = second_readings_of(cycle)
    kind = request.GET.get("format")
    if kind == "csv":
        return csv_response(f"second-reading-{cycle.school_year}", HEADERS, table_rows(readings))
    if kind == "xlsx":
        return xlsx_response(f"second-reading-{cycle.school_year}", "Второе чтение", HEADERS, table_rows(readings))
    return _show(request, cycle, DrawForm(initial={"share": USUAL_SHARE}), readings)


def _draw(request: HttpRequest, cycle: MonitoringCycle, form: DrawForm) -> HttpResponse:
    if not form.is_valid():
        return _show(request, cycle, form, second_readings_of(cycle), status=422)
    try:
        sample = draw_sample(cycle=cycle, share=form.cleaned_data["share"], by=request.user, at=request.received_at)
    except InvalidAnswer as refusal:
        form.add_error(refusal.field, str(refusal))
        return _show(request, cycle, form, second_readings_of(cycle), status=422)
    except MonitoringError as refusal:
        form.add_error(None, str(refusal))
        return _show(request, cycle, form, second_readings_of(cycle), status=409)
    messages.success(request, f"На второе чтение отдано: {counted(sample.readings.count(), INDICATORS)}.")
    return redirect("monitoring:cycle_reading", cycle_id=cycle.pk)


def _show(
    request: HttpRequest, cycle: MonitoringCycle, form: DrawForm, readings: SecondReadings, *, status: int = 200
) -> HttpResponse:
    state = known(request.GET.get("state"), {"", "open"})
    code = known(request.GET.get("code"), {line.indicator.code for line in readings.lines})
    chosen = [
        row
        for row in readings.differences
        if (state != "open" or row.is_unsettled) and (not code or row.answer.code == code)
    ]
    page = Paginator(chosen, PAGE).get_page(request.GET.get("page"))
    context = {
        "cycle": cycle,
        "form": form,
        "readings": readings,
        "why_not": "" if readings.open_sample or cycle.is_approved else why_not_drawn(cycle),
        "overall": (percent_words(readings.overall), kappa_words(readings.overall)),
        "lines": [(line, percent_words(line.agreement), kappa_words(line.agreement)) for line in readings.lines],
        "page": page,
        "differences": [(row, in_words(row.first), in_words(row)) for row in page],
        "state": state,
        "code": code,
    }
    return render(request, "monitoring/cycle_reading.html", context, status=status)
