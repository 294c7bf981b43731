"""The reviewer confirms, or rejects, what the rule proposes to leave out by the school's levels."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from monitoring.domain.applicability import decide_applicability
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.forms.commission import ApplicabilityForm
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_review_map
from monitoring.views.loading import expert_map_for
from monitoring.views.review_screen.applicability import applicability_of


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_review_map)
def review_applicability(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    page = applicability_of(expert_map)
    if request.method == "GET":
        return _show(request, expert_map, page, ApplicabilityForm(codes=page.codes))
    form = ApplicabilityForm(request.POST, codes=page.codes)
    if not form.is_valid() or not _decide(request, expert_map, form):
        return _show(request, expert_map, page, form, status=422)
    messages.success(request, "Решение о применимости сохранено. Максимум пересчитан.")
    return redirect("monitoring:review_applicability", map_id=expert_map.pk)


def _decide(request: HttpRequest, expert_map: ExpertMap, form: ApplicabilityForm) -> bool:
    try:
        decide_applicability(expert_map=expert_map, **form.decision, by=request.user, at=request.received_at)
    except InvalidAnswer as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    except MonitoringError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _show(request: HttpRequest, expert_map: ExpertMap, page, form: ApplicabilityForm, *, status: int = 200):
    context = {"expert_map": expert_map, "page": page, "form": form}
    return render(request, "monitoring/review_applicability.html", context, status=status)
