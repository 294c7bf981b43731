"""A returned map is taken back from the school as it was signed last."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from monitoring.domain.verification import recall
from monitoring.models import ExpertMap
from monitoring.permissions import check_can_review_map
from monitoring.views.loading import expert_map_for
from monitoring.views.stepping_back import StepBack, step_back

RECALL = StepBack(
    title="Снять с доработки",
    explanation="Карта вернётся на проверку с теми ответами, которые руководитель представил последними. "
    "Что школа изменила после возврата и не представила, в карте не останется, но сохранится в журнале.",
    button="Снять с доработки",
    done="Карта снята с доработки и снова на проверке.",
    leads_to="monitoring:review_map",
    section="Проверка",
)


@require_http_methods(["GET", "POST"])
@expert_map_for(check_can_review_map)
def review_recall(request: HttpRequest, *, expert_map: ExpertMap) -> HttpResponse:
    return step_back(request, expert_map, RECALL, recall)
