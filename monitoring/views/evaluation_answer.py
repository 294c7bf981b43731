"""The methodologist sets the final points of one indicator."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from monitoring.domain.evaluation import set_final
from monitoring.errors import InvalidAnswer, MonitoringError
from monitoring.forms.evaluation import FinalForm
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_evaluate_map
from monitoring.views.answering import indicator_or_404
from monitoring.views.evaluation_map import show_evaluation
from monitoring.views.loading import expert_map_for


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_evaluate_map)
def evaluation_answer(request: HttpRequest, *, expert_map: ExpertMap, code: str) -> HttpResponse:
    indicator = indicator_or_404(expert_map, code)
    slug = code.replace(".", "-")
    place = f"{reverse('monitoring:evaluation_map', args=[expert_map.pk])}#i{slug}"
    if request.method == "GET":  # where signing in again leads back to
        return redirect(place)
    form = FinalForm(request.POST, maximum=indicator.rule.maximum, auto_id=f"final-{slug}-%s")
    if not form.is_valid() or not _set(request, expert_map, code, form):
        return show_evaluation(request, expert_map, refused={code: form}, status=422)
    messages.success(request, f"Итоговый балл по показателю {code} сохранён.")
    return redirect(place)


def _set(request: HttpRequest, expert_map: ExpertMap, code: str, form: FinalForm) -> bool:
    try:
        set_final(expert_map=expert_map, code=code, **form.cleaned_data, by=request.user, at=request.received_at)
    except InvalidAnswer as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    except MonitoringError as refusal:
        messages.error(request, str(refusal))
        return False
    return True
