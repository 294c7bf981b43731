"""The coordinator opens one approved result for revision: by name, with a reason, after a question."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.reopening import reopen_result
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.forms.review import ReasonForm
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_reopen_map
from monitoring.views.cycle_screen.evaluation import evaluation_of
from monitoring.views.loading import expert_map_for


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_reopen_map)
def evaluation_reopen(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "GET":
        return _show(request, expert_map, form)
    if not form.is_valid():
        return _show(request, expert_map, form, status=422)
    try:
        reopen_result(
            expert_map=expert_map, reason=form.cleaned_data["reason"], by=request.user, at=request.received_at
        )
    except InvalidAnswer as refusal:
        form.add_error(refusal.field, str(refusal))
        return _show(request, expert_map, form, status=422)
    except MonitoringError as refusal:
        form.add_error(None, str(refusal))
        return _show(request, expert_map, form, status=409)
    messages.success(request, "Результат открыт для пересмотра. Итоговые баллы определяет методист.")
    return redirect("monitoring:evaluation_map", map_id=expert_map.pk)


def _show(request: HttpRequest, expert_map: ExpertMap, form: ReasonForm, *, status: int = 200) -> HttpResponse:
    context = {"expert_map": expert_map, "page": evaluation_of(expert_map, request.user), "form": form}
    return render(request, "monitoring/evaluation_reopen.html", context, status=status)
