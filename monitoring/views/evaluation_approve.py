"""The coordinator approves one revised result anew, by a protocol of its own; the year stays approved."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.reopening import approve_revised
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.forms.commission import RevisedForm
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_reopen_map
from monitoring.states import MapState
from monitoring.views.cycle_screen.revision import revision_of
from monitoring.views.loading import expert_map_for


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_reopen_map)
def evaluation_approve(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    if expert_map.state == MapState.APPROVED:  # sent twice, or opened from an old tab
        return redirect("monitoring:evaluation_map", map_id=expert_map.pk)
    today = expert_map.municipality.today(request.received_at)
    if request.method == "GET":
        return _show(request, expert_map, RevisedForm(today=today, initial={"protocol_date": today}))
    form = RevisedForm(request.POST, today=today)
    if not form.is_valid():
        return _show(request, expert_map, form, status=422)
    return _approve(request, expert_map, form)


def _approve(request: HttpRequest, expert_map: ExpertMap, form: RevisedForm) -> HttpResponse:
    try:
        approve_revised(expert_map=expert_map, **form.cleaned_data, by=request.user, at=request.received_at)
    except InvalidAnswer as refusal:
        form.add_error(refusal.field, str(refusal))
        return _show(request, expert_map, form, status=422)
    except MonitoringError as refusal:
        form.add_error(None, str(refusal))
        return _show(request, expert_map, form, status=409)
    messages.success(request, "Пересмотренный результат утверждён.")
    return redirect("monitoring:evaluation_map", map_id=expert_map.pk)


def _show(request: HttpRequest, expert_map: ExpertMap, form: RevisedForm, *, status: int = 200) -> HttpResponse:
    context = {"expert_map": expert_map, "revision": revision_of(expert_map), "form": form}
    return render(request, "monitoring/evaluation_approve.html", context, status=status)
