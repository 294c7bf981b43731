"""The returned indicators go to the school, with what to fix and until when."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.verification import return_to_school
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.forms.review import ReturnTermForm
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_review_map
from monitoring.queries.desk import map_on_desk
from monitoring.views.loading import expert_map_for
from monitoring.views.review_screen.check import Check, check_of
from russian.dates import until_day

USUAL_TERM = timedelta(days=3)


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_review_map, map_on_desk)
def review_return(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    check = check_of(expert_map, request.received_at)
    if request.method == "GET":
        usual = expert_map.municipality.today(request.received_at) + USUAL_TERM
        return _show(request, check, ReturnTermForm(initial={"last_day": usual}))
    form = ReturnTermForm(request.POST)
    if not form.is_valid():
        return _show(request, check, form, status=422)
    return _return(request, check, form)


def _return(request: HttpRequest, check: Check, form: ReturnTermForm) -> HttpResponse:
    last_day = form.cleaned_data["last_day"]
    try:
        return_to_school(expert_map=check.expert_map, last_day=last_day, by=request.user, at=request.received_at)
    except InvalidAnswer as refusal:
        form.add_error(refusal.field, str(refusal))
        return _show(request, check, form, status=422)
    except MonitoringError as refusal:
        form.add_error(None, str(refusal))
        return _show(request, check, form, status=409)
    messages.success(request, f"Карта возвращена школе до {until_day(last_day)}.")
    return redirect("monitoring:review_map", map_id=check.expert_map.pk)


def _show(request: HttpRequest, check: Check, form: ReturnTermForm, *, status: int = 200) -> HttpResponse:
    context = {"check": check, "expert_map": check.expert_map, "form": form}
    return render(request, "monitoring/review_return.html", context, status=status)
