"""A verified map comes back to the reviewer's desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from monitoring.domain.verification import resume_verification
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_review_map
from monitoring.views.loading import expert_map_for
from monitoring.views.stepping_back import StepBack, step_back

RESUME = StepBack(
    title="Возобновить проверку",
    explanation="Карта снова станет доступна для заключений. Прежние заключения сохранятся, "
    "итоговые баллы методист поставит заново.",
    button="Возобновить проверку",
    done="Проверка возобновлена.",
    leads_to="monitoring:review_map",
    section="Проверка",
)


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_review_map)
def review_resume(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    return step_back(request, expert_map, RESUME, resume_verification)
