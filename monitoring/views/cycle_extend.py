"""The coordinator gives one school, or all who still fill, a longer term: with a reason, after a look at the list."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.cycle import extend_filling
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.forms.cycle import ALL, ExtendForm
from monitoring.models import ExpertMap, MonitoringCycle
from monitoring.permissions import check_can_run_cycle
from monitoring.queries.cycle import extensions_of, filling_maps
from monitoring.states import StageKind
from monitoring.views.loading import cycle_for
from russian.dates import until_day
from russian.plurals import SCHOOLS, counted

USUAL = timedelta(days=3)


@require_http_methods(["GET", "POST"])
@cycle_for(check_can_run_cycle)
def cycle_extend(request: HttpRequest, *, cycle: MonitoringCycle) -> HttpResponse:
    maps = list(filling_maps(cycle))
    if request.method == "GET":
        chosen = request.GET.get("map", "")
        last = max(cycle.stage(StageKind.SELF_ASSESSMENT).last_day, cycle.municipality.today(request.received_at))
        initial = {"whom": chosen if any(str(row.pk) == chosen for row in maps) else ALL, "last_day": last + USUAL}
        return _show(request, cycle, ExtendForm(maps=maps, initial=initial))
    form = ExtendForm(request.POST, maps=maps)
    if not form.is_valid():
        return _show(request, cycle, form, status=422)
    affected = [
        row for row in maps if form.expert_map in (None, row) and row.fill_last_day < form.cleaned_data["last_day"]
    ]
    if "confirmed" not in request.POST and affected and form.cleaned_data["reason"].strip():
        return _show(request, cycle, form, affected=affected)
    return _extend(request, cycle, form)


def _extend(request: HttpRequest, cycle: MonitoringCycle, form: ExtendForm) -> HttpResponse:
    last_day, reason = form.cleaned_data["last_day"], form.cleaned_data["reason"]
    try:
        done = extend_filling(
            cycle=cycle,
            expert_map=form.expert_map,
            last_day=last_day,
            reason=reason,
            by=request.user,
            at=request.received_at,
        )
    except InvalidAnswer as refusal:
        form.add_error(refusal.field, str(refusal))
        return _show(request, cycle, form, status=422)
    except MonitoringError as refusal:
        form.add_error(None, str(refusal))
        return _show(request, cycle, form, status=409)
    messages.success(request, f"Срок продлён до {until_day(last_day)}: {counted(done.maps, SCHOOLS)}.")
    return redirect("monitoring:cycle_progress", cycle_id=cycle.pk)


def _show(
    request: HttpRequest,
    cycle: MonitoringCycle,
    form: ExtendForm,
    *,
    affected: list[ExpertMap] | None = None,
    status: int = 200,
) -> HttpResponse:
    template = "monitoring/cycle_extend_summary.html" if affected else "monitoring/cycle_extend.html"
    context = {"cycle": cycle, "form": form, "affected": affected, "extensions": extensions_of(cycle)}
    return render(request, template, context, status=status)
