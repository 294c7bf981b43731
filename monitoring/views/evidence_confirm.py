"""«Всё ещё верно»: the school vouches for a piece carried from last year."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from monitoring.domain.carry_over import confirm_carried
from monitoring.forms.evidence import ConfirmForm
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_fill
from monitoring.queries.figures import map_with_figures
from monitoring.views.answering import indicator_or_404, place_of
from monitoring.views.evidence_answering import act_on, say_no
from monitoring.views.loading import expert_map_for


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_fill, found_by=map_with_figures)
def evidence_confirm(request: HttpRequest, *, expert_map: ExpertMap, code: str, evidence_id: int) -> HttpResponse:
    indicator_or_404(expert_map, code)
    if request.method == "GET":  # where signing in again leads back to
        return redirect(place_of(expert_map, code))
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return say_no(request, expert_map, code, str(form.errors["dated"][0]), outcome="invalid", status=422)
    verb = partial(confirm_carried, dated=form.cleaned_data["dated"])
    return act_on(request, expert_map, code, evidence_id, verb, "Подтверждено: «{}» всё ещё верно.")
