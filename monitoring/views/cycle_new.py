"""The coordinator opens a year: first the terms and rules, then a summary to confirm."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import municipality_for
from accounts.permissions import check_can_coordinate
from monitoring.domain.cycle import default_terms, open_cycle
from monitoring.errors import InvalidAnswer
from monitoring.forms.cycle import CycleForm, last_finished_year
from monitoring.queries.cycle import participants
from monitoring.views.cycle_screen.opening import blank_values, cycle_form, term_fields, year_choices
from russian.plurals import SCHOOLS, Forms, counted, plural
from schools.models import Municipality
from scoring.engine.types import Policy

GET = Forms("получит", "получат", "получат")


@require_http_methods(["GET", "POST"])
@municipality_for(check_can_coordinate)
def cycle_new(request: HttpRequest, *, municipality: Municipality) -> HttpResponse:
    today = municipality.today(request.received_at)
    years = year_choices(municipality, today)
    if not years:
        messages.info(request, "Циклы за все доступные годы уже открыты.")
        return redirect("monitoring:cycle_list", municipality_id=municipality.pk)
    if request.method == "GET":
        values = blank_values(municipality, years, default_terms, request.GET.get("school_year"))
        return _show(request, municipality, cycle_form(municipality, years, today, initial=values))
    form = cycle_form(municipality, years, today, data=request.POST)
    if not form.is_valid():
        return _show(request, municipality, form, status=422)
    if "confirmed" not in request.POST:
        return _show(request, municipality, form, is_summary=True)
    return _open(request, municipality, form)


def _open(request: HttpRequest, municipality: Municipality, form: CycleForm) -> HttpResponse:
    given = form.cleaned_data
    try:
        cycle = open_cycle(
            municipality=municipality,
            school_year=given["school_year"],
            methodology=form.chosen,
            policy=Policy(given["policy"]),
            last_days=form.last_days,
            by=request.user,
            at=request.received_at,
        )
    except InvalidAnswer as refusal:
        form.add_error(refusal.field, str(refusal))
        return _show(request, municipality, form, status=422)
    messages.success(request, f"Цикл за {cycle.year_title} учебный год открыт. Школы могут заполнять карты.")
    return redirect("monitoring:cycle_progress", cycle_id=cycle.pk)


def _show(
    request: HttpRequest, municipality: Municipality, form: CycleForm, *, is_summary: bool = False, status: int = 200
) -> HttpResponse:
    count = participants(municipality).count()
    context: dict[str, Any] = {
        "municipality": municipality,
        "form": form,
        "terms": term_fields(form),
        "schools": count,
        "finished": last_finished_year(form.today),
        "schools_words": f"Карты {plural(count, GET)} {counted(count, SCHOOLS)}",
    }
    template = "monitoring/cycle_new_summary.html" if is_summary else "monitoring/cycle_new.html"
    return render(request, template, context, status=status)
