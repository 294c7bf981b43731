"""The methodologist answers one objection: the points change in the same step, or stay."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.objection import decide_objection
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.forms.objection import DecisionForm
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_evaluate_map
from monitoring.views.answering import indicator_or_404
from monitoring.views.loading import expert_map_for
from monitoring.views.objection_screen import Disputed, disputed


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_evaluate_map)
def objection_decide(request: HttpRequest, *, expert_map: ExpertMap, code: str) -> HttpResponse:
    indicator = indicator_or_404(expert_map, code)
    page = disputed(expert_map, code, user=request.user, at=request.received_at)
    if page.objection is None:
        raise Http404
    if request.method == "GET":
        return _show(request, expert_map, page, DecisionForm(maximum=indicator.rule.maximum))
    form = DecisionForm(request.POST, maximum=indicator.rule.maximum)
    if not form.is_valid() or not _decide(request, page, form):
        return _show(request, expert_map, page, form, status=422)
    messages.success(request, f"Ответ на возражение по показателю {code} отправлен школе.")
    return redirect("monitoring:evaluation_map", map_id=expert_map.pk)


def _decide(request: HttpRequest, page: Disputed, form: DecisionForm) -> bool:
    assert page.objection is not None  # the view has answered 404 otherwise
    try:
        decide_objection(objection=page.objection, **form.cleaned_data, by=request.user, at=request.received_at)
    except InvalidAnswer as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    except MonitoringError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _show(
    request: HttpRequest, expert_map: ExpertMap, page: Disputed, form: DecisionForm, *, status: int = 200
) -> HttpResponse:
    context = {"page": page, "expert_map": expert_map, "form": form}
    return render(request, "monitoring/objection_decide.html", context, status=status)
