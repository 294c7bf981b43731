"""Who checks which map? One map or many ticked ones are given by hand from here."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.division import assign
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.forms.division import AssignForm
from monitoring.models import MonitoringCycle
from monitoring.permissions import check_can_run_cycle
from monitoring.queries.division import NOBODY, divided_maps, reviewers_of
from monitoring.views.cycle_screen.choice import Choice, known, search_text
from monitoring.views.division_screen.load import Loads, loads_of
from monitoring.views.loading import cycle_for
from russian.plurals import MAPS, counted

PAGE = 50


@require_http_methods(["GET", "POST"])
@cycle_for(check_can_run_cycle)
def cycle_division(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    people = reviewers_of(cycle)
    if request.method == "GET":
        return _show(request, cycle, AssignForm(maps=[], people=people))
    form = AssignForm(request.POST, maps=list(divided_maps(cycle)), people=people)
    if not form.is_valid():
        return _show(request, cycle, form, status=422)
    try:
        reason = form.cleaned_data["reason"]
        moved = assign(cycle=cycle, reviewers=form.reviewers, reason=reason, by=request.user, at=request.received_at)
    except InvalidAnswer as refusal:
        form.add_error(refusal.field, str(refusal))
        return _show(request, cycle, form, status=422)
    except MonitoringError as refusal:
        form.add_error(None, str(refusal))
        return _show(request, cycle, form, status=409)
    messages.success(request, f"Распределено: {counted(len(moved), MAPS)}." if moved else "Так уже и было.")
    return redirect("monitoring:cycle_division", cycle_id=cycle.pk)


def _show(request: HttpRequest, cycle: MonitoringCycle, form: AssignForm, *, status: int = 200) -> HttpResponse:
    loads = loads_of(cycle)
    choices = _choices(loads, request.GET.get("whose"))
    whose = next((choice.key for choice in choices if choice.is_chosen), "")
    text = search_text(request.GET.get("q", ""))
    page = Paginator(divided_maps(cycle, whose=whose, text=text), PAGE).get_page(request.GET.get("page"))
    ticked = set(form.data.getlist("maps")) if form.is_bound else set()
    context = {
        "cycle": cycle,
        "form": form,
        "loads": loads,
        "filters": choices,
        "whose": whose,
        "text": text,
        "page": page,
        "rows": [(row, str(row.pk) in ticked) for row in page],
    }
    return render(request, "monitoring/cycle_division.html", context, status=status)


def _choices(loads: Loads, asked: str | None) -> list[Choice]:
    """All maps, those that are nobody's, and each reviewer's."""
    counts = {"": ("Все карты", loads.divided + loads.nobodys.maps), NOBODY: ("Ни за кем", loads.nobodys.maps)}
    counts |= {str(row.reviewer.pk): (row.reviewer.short_name, row.numbers.maps) for row in loads.rows}
    chosen = known(asked, counts)
    return [Choice(key, title, count, key == chosen) for key, (title, count) in counts.items()]
