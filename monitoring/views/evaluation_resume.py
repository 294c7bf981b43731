"""An evaluated map is opened for final points again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from monitoring.domain.evaluation import resume_evaluation
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_evaluate_map
from monitoring.views.loading import expert_map_for
from monitoring.views.stepping_back import StepBack, step_back

RESUME = StepBack(
    title="Возобновить оценку",
    explanation="Итоговые баллы карты снова можно будет изменить. Уже поставленные баллы сохранятся.",
    button="Возобновить оценку",
    done="Оценка возобновлена.",
    leads_to="monitoring:evaluation_map",
    section="Оценка",
)


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_evaluate_map)
def evaluation_resume(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    return step_back(request, expert_map, RESUME, resume_evaluation)
