"""How is a step back taken, always by name and with a reason?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.forms.review import ReasonForm
from monitoring.models import ExpertMap


@dataclass(frozen=True, slots=True)
class StepBack:
    """The words of one such step; `leads_to` names the screen shown after it and on «Отмена»."""

    title: str
    explanation: str
    button: str
    done: str
    leads_to: str
    section: str


def step_back(
    request: HttpRequest, expert_map: ExpertMap, step: StepBack, verb: Callable[..., ExpertMap]
) -> HttpResponse:
    """Asks for the reason, then calls `verb(expert_map, reason, by, at)`."""
    if request.method == "GET":
        return _show(request, expert_map, step, ReasonForm())
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, expert_map, step, form, status=422)
    try:
        verb(expert_map=expert_map, reason=form.cleaned_data["reason"], by=request.user, at=request.received_at)
    except InvalidAnswer as refusal:
        form.add_error(refusal.field, str(refusal))
        return _show(request, expert_map, step, form, status=422)
    except MonitoringError as refusal:
        form.add_error(None, str(refusal))
        return _show(request, expert_map, step, form, status=409)
    messages.success(request, step.done)
    return redirect(step.leads_to, map_id=expert_map.pk)


def _show(
    request: HttpRequest, expert_map: ExpertMap, step: StepBack, form: ReasonForm, *, status: int = 200
) -> HttpResponse:
    context = {"expert_map": expert_map, "step": step, "form": form}
    return render(request, "monitoring/cycle_step_back.html", context, status=status)
